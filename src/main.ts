#!/usr/bin/env node
import { nodeFault } from './errors/node-fault.ts'
import { keepCompiledCode } from './main/compiled-code.ts'

const fault = nodeFault(process.versions.node)
if (fault === undefined) await start()
else {
  process.stderr.write(`${fault}\n`)
  process.exitCode = 1
}

async function start(): Promise<void> {
  keepCompiledCode(import.meta.url)
  // Loaded only now, so that it may come out of what was kept.
  const [{ paintFor }, { run }] = await Promise.all([import('./main/paint.ts'), import('./main/run.ts')])

  const exitCode = await run(process.argv.slice(2), process.env, {
    say: (line) => process.stdout.write(`${line}\n`),
    complain: (line) => process.stderr.write(`${line}\n`),
    paint: paintFor(process.stdout.isTTY, process.env),
    isInteractive: process.stdout.isTTY
  })
  if (exitCode !== undefined) process.exitCode = exitCode
}
