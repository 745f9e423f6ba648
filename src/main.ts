#!/usr/bin/env node
import { keepCompiledCode } from './main/compiled-code.ts'

keepCompiledCode(import.meta.url)
// Loaded only now, so that it may come out of what was kept.
const [{ paintFor }, { run }, { openOutput, logLostLines }, { systemAfter }] = await Promise.all([
  import('./main/paint.ts'),
  import('./main/run.ts'),
  import('./main/open-output.ts'),
  import('./clock/timers.ts')
])

// Node.js' own streams would end a process that goes on writing when nobody reads any more. Asked whether it is a terminal,
// the first makes a pipe one that does not block, so that a reader who stands still does not hold up a server.
const standardOutput = openOutput(1, logLostLines(), systemAfter)
const standardError = openOutput(2, () => '', systemAfter)
const exitCode = await run(process.argv.slice(2), process.env, {
  say: (line) => standardOutput.write(`${line}\n`),
  complain: (line) => standardError.write(`${line}\n`),
  hasLostLines: () => standardOutput.hasLost,
  paint: paintFor(process.stdout.isTTY, process.env),
  isInteractive: process.stdout.isTTY
})
if (exitCode !== undefined) process.exitCode = exitCode
