import { isatty } from 'node:tty'
import { openOutput } from './open-output.ts'
import { paintFor } from './paint.ts'
import { printedOutput } from './printed-output.ts'
import type { Terminal, TerminalManner } from './terminal.ts'

/** Where this process writes for a person. */
export function processTerminal(manner: TerminalManner, environment: NodeJS.ProcessEnv): Terminal {
  // The streams of Node.js would lose what a process that ends has written, and end one when nobody reads any more.
  const isPrinting = manner === 'prints'
  const output = isPrinting ? printedOutput(1) : openOutput(1)
  const trouble = isPrinting ? printedOutput(2) : openOutput(2, () => '')
  const isInteractive = isatty(1)
  return {
    say: (line) => output.write(`${line}\n`),
    complain: (line) => trouble.write(`${line}\n`),
    hasLostLines: () => output.hasLost,
    paint: paintFor(isInteractive, environment),
    isInteractive
  }
}
