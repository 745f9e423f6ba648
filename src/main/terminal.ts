import type { Paint } from './paint.ts'

/** A command that prints and ends waits for its reader; a server waits for nobody. */
export type TerminalManner = 'prints' | 'serves'

/** Where a command writes for a person, and how. */
export interface Terminal {
  /** A line of result, to standard output. */
  say(line: string): void
  /** A line of trouble, to standard error. */
  complain(line: string): void
  /** Whether lines of result could not be written. */
  hasLostLines(): boolean
  readonly paint: Paint
  /** Whether a person watches the output as it comes. */
  readonly isInteractive: boolean
}

/** Lines up columns of text, two spaces apart; the last is not padded. */
export function columns(rows: readonly (readonly string[])[]): string[] {
  const widths: number[] = []
  for (const row of rows) {
    for (const [at, cell] of row.entries()) widths[at] = Math.max(widths[at] ?? 0, cell.length)
  }
  return rows.map((row) =>
    row
      .map((cell, at) => (at === row.length - 1 ? cell : cell.padEnd(widths[at] ?? 0)))
      .join('  ')
      .trimEnd()
  )
}
