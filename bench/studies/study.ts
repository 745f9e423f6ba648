import type { Cores } from '../accounting/cores.ts'
import type { BenchOptions } from '../options.ts'

/** What a study found out. */
export interface Findings {
  readonly cores: Cores | undefined
  readonly markdown: string
  /** All that was seen, for the JSON. */
  readonly seen: Readonly<Record<string, unknown>>
  /** A line for each thing that was wrong. */
  readonly faults: readonly string[]
  /** Drawings to be written beside the JSON, by file name. */
  readonly drawings: Readonly<Record<string, string>>
}

export type Study = (options: BenchOptions, tell: (line: string) => void) => Promise<Findings>
