#!/usr/bin/env node
import { paintFor } from './main/paint.ts'
import { run } from './main/run.ts'

const exitCode = await run(process.argv.slice(2), process.env, {
  say: (line) => process.stdout.write(`${line}\n`),
  complain: (line) => process.stderr.write(`${line}\n`),
  paint: paintFor(process.stdout.isTTY, process.env),
  isInteractive: process.stdout.isTTY
})
if (exitCode !== undefined) process.exitCode = exitCode
