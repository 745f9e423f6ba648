import type { Notice } from './notice.ts'
import type { Positions } from './positions.ts'
import { formatPath, type SettingPath } from './setting-path.ts'

interface Gathered {
  readonly notice: Notice
  /** How many `model_list` entries it is true of. */
  entries: number
}

/** What a report is about. */
export interface ReportSource {
  readonly root: unknown
  /** What to name where nothing more exact is known. */
  readonly file: string
  readonly positions?: Positions
}

/** Gathers every fault and warning. The same words about the same key of many `model_list` entries become one line. */
export class Report {
  readonly #source: ReportSource
  readonly #faults = new Map<string, Gathered>()
  readonly #warnings = new Map<string, Gathered>()

  constructor(source: ReportSource) {
    this.#source = source
  }

  fault(path: SettingPath, message: string): void {
    const key = `${formatPath(path)}\n${message}`
    if (!this.#faults.has(key)) this.#faults.set(key, { notice: this.#notice(path, message), entries: 1 })
  }

  warn(path: SettingPath, message: string): void {
    const isEntry = path[0] === 'model_list' && typeof path[1] === 'number'
    const key = `${formatPath(isEntry ? path.slice(2) : path)}\n${message}`
    const known = this.#warnings.get(key)
    if (known === undefined) this.#warnings.set(key, { notice: this.#notice(path, message), entries: 1 })
    else if (isEntry) known.entries++
  }

  get faults(): readonly Notice[] {
    return gathered(this.#faults)
  }

  get warnings(): readonly Notice[] {
    return gathered(this.#warnings)
  }

  #notice(path: SettingPath, message: string): Notice {
    const { root, file, positions } = this.#source
    const place = positions?.find(root, path)
    return { file: place?.file ?? file, line: place?.line, column: place?.column, path: formatPath(path), message }
  }
}

function gathered(notices: ReadonlyMap<string, Gathered>): Notice[] {
  return Array.from(notices.values(), ({ notice, entries }) => {
    if (entries === 1) return notice
    return {
      ...notice,
      message: `${notice.message} (and in ${entries - 1} more ${entries === 2 ? 'entry' : 'entries'})`
    }
  })
}
