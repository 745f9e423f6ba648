import type { After } from '../clock/timers.ts'
import { areSameStamps, type FileStamps, readFileStamps } from './file-stamps.ts'

/** Between two looks. A change counts once two looks have seen the same: whoever writes a file may not be done. */
const lookMs = 1000

export interface FileWatchParts {
  readonly after: After
  /** Called with every change that has come to rest. */
  readonly changed: () => void
}

/**
 * Looks after files by asking for their state: notifications are lost on network disks, in containers, and with files that
 * are replaced by a link to another folder.
 */
export class FileWatch {
  readonly #parts: FileWatchParts
  #known: FileStamps | undefined
  #restless: FileStamps | undefined
  #cancel: () => void = () => undefined

  constructor(parts: FileWatchParts) {
    this.#parts = parts
  }

  /** From now on tells when these files are no longer as given; undefined: tells nothing. */
  watch(stamps: FileStamps | undefined): void {
    this.#cancel()
    this.#known = stamps
    this.#restless = undefined
    if (stamps !== undefined) this.#lookLater()
  }

  #lookLater(): void {
    this.#cancel = this.#parts.after(lookMs, () => void this.#look())
  }

  async #look(): Promise<void> {
    const known = this.#known
    if (known === undefined) return
    const found = await readFileStamps(known.keys())
    // Something else may be watched by now.
    if (known !== this.#known) return
    const isAtRest = this.#restless !== undefined && areSameStamps(found, this.#restless)
    this.#restless = areSameStamps(found, known) ? undefined : found
    if (this.#restless !== undefined && isAtRest) {
      this.#known = found
      this.#restless = undefined
      this.#lookLater()
      this.#parts.changed()
    } else this.#lookLater()
  }
}
