import { systemAfter } from '../clock/timers.ts'
import { logLostLines, openOutput } from './open-output.ts'
import { paintFor } from './paint.ts'
import type { Terminal } from './terminal.ts'

/** Where this process writes for a person. It waits at its end for a reader that is slow. */
export function processTerminal(process: Pick<NodeJS.Process, 'stdout' | 'env'>): Terminal {
  // Asked whether it is a terminal, Node.js makes a pipe one that does not block, so that a reader who stands still does not
  // hold up a server. Written to, its streams would end a process when nobody reads any more.
  const { isTTY } = process.stdout
  const output = openOutput(1, logLostLines(), systemAfter)
  const trouble = openOutput(2, () => '', systemAfter)
  return {
    say: (line) => output.write(`${line}\n`),
    complain: (line) => trouble.write(`${line}\n`),
    hasLostLines: () => output.hasLost,
    paint: paintFor(isTTY, process.env),
    isInteractive: isTTY
  }
}
