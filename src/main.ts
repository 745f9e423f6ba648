#!/usr/bin/env node
import { nodeFault } from './errors/node-fault.ts'
import { keepCompiledCode } from './main/compiled-code.ts'
import { catchEarlySignals } from './main/early-signals.ts'

const fault = nodeFault(process.versions.node)
if (fault === undefined) await start()
else {
  process.stderr.write(`${fault}\n`)
  process.exitCode = 1
}

async function start(): Promise<void> {
  catchEarlySignals()
  keepCompiledCode(import.meta.url)
  // Loaded only now, so that it may come out of what was kept.
  const [{ processTerminal }, { run }] = await Promise.all([
    import('./main/process-terminal.ts'),
    import('./main/run.ts')
  ])

  const exitCode = await run(process.argv.slice(2), process.env, (manner) => processTerminal(manner, process.env))
  if (exitCode !== undefined) process.exitCode = exitCode
}
