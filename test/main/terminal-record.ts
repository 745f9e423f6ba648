import { paintFor } from '../../src/main/paint.ts'
import type { Terminal } from '../../src/main/terminal.ts'

/** A terminal that remembers what was written to it. */
export function recordTerminal(
  changes: Partial<Terminal> = {}
): Terminal & { readonly said: string[]; readonly complained: string[] } {
  const said: string[] = []
  const complained: string[] = []
  return {
    said,
    complained,
    say: (line) => said.push(line),
    complain: (line) => complained.push(line),
    hasLostLines: () => false,
    paint: paintFor(false, {}),
    isInteractive: false,
    ...changes
  }
}
