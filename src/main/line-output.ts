import type { After } from '../clock/timers.ts'
import { isBusy } from './is-busy.ts'

/** For a reader that is slow: seconds of a log at its worst. */
const mostHeldBytes = 1024 * 1024
const retryMs = 20
/** At the end of the process, for a second in all. */
const lastRetries = 50
const newline = 10

export interface LineOutputParts {
  /** Writes some of it or all. @returns how many bytes. @throws the system's error */
  readonly write: (bytes: Buffer) => number
  readonly after: After
  /** A line, or nothing, to say that so many were lost, once lines can be written again. */
  readonly lostLine: (lines: number) => string
}

/**
 * Lines for a file, a pipe or a terminal, none of which may hold up or end what writes them. A reader that is slow gets them
 * later and in order, as long as they are not too many. What cannot be written, as on a full disk, is lost, and said once it
 * works again.
 */
export class LineOutput {
  readonly #parts: LineOutputParts
  #held: Buffer[] = []
  #heldBytes = 0
  /** Lines of which nobody was told yet. */
  #lost = 0
  #hasLost = false
  /** Whether what was written last is the beginning of a line whose rest was lost. */
  #isCut = false

  constructor(parts: LineOutputParts) {
    this.#parts = parts
  }

  get hasLost(): boolean {
    return this.#hasLost
  }

  /** @param line with its end. Never throws and never waits */
  write(line: string): void {
    const told = this.#lost
    const bytes = Buffer.from(`${this.#isCut ? '\n' : ''}${told === 0 ? '' : this.#parts.lostLine(told)}${line}`)
    if (this.#take(bytes)) this.#lost -= told
    else this.#lose()
  }

  /** Writes what is held, as far as a reader takes it in a while. @param pause stands still for a moment */
  finish(pause: (ms: number) => void): void {
    for (let tries = 0; this.#held.length > 0 && tries < lastRetries; tries++) {
      pause(retryMs)
      this.#retry()
    }
  }

  /** @returns whether it was written or is held */
  #take(bytes: Buffer): boolean {
    return this.#held.length === 0 ? this.#put(bytes) : this.#hold(bytes)
  }

  #put(bytes: Buffer): boolean {
    let at = 0
    try {
      while (at < bytes.length) {
        const written = this.#parts.write(at === 0 ? bytes : bytes.subarray(at))
        if (written === 0) throw new Error('nothing can be written')
        at += written
      }
      this.#isCut = false
      return true
    } catch (error) {
      if (isBusy(error)) {
        this.#isCut = false
        return this.#hold(bytes.subarray(at))
      }
      if (at > 0) this.#isCut = bytes[at - 1] !== newline
      return false
    }
  }

  #hold(bytes: Buffer): boolean {
    const isFirst = this.#held.length === 0
    if (!isFirst && this.#heldBytes + bytes.length > mostHeldBytes) return false
    this.#held.push(bytes)
    this.#heldBytes += bytes.length
    if (isFirst) this.#parts.after(retryMs, () => this.#retry())
    return true
  }

  #retry(): void {
    const held = this.#held
    this.#held = []
    this.#heldBytes = 0
    for (const bytes of held) if (!this.#take(bytes)) this.#lose()
  }

  #lose(): void {
    this.#lost++
    this.#hasLost = true
  }
}
