import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { type BenchOptions, readOptions, type StudyName, usage } from './options.ts'
import { describeEnvironment, environmentLine } from './report/environment.ts'
import { comparison } from './studies/comparison.ts'
import { growth } from './studies/growth.ts'
import { loop } from './studies/loop.ts'
import { memory } from './studies/memory.ts'
import { scoring } from './studies/scoring.ts'
import { soak } from './studies/soak.ts'
import type { Study } from './studies/study.ts'
import { workers } from './studies/workers.ts'

const studies: Readonly<Record<StudyName, Study>> = { comparison, growth, loop, workers, memory, soak, scoring }

// Ending by exit() lets every child be stopped.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(130))

try {
  const options = readOptions(process.argv.slice(2))
  if (options === undefined) process.stdout.write(usage)
  else process.exitCode = await main(options)
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : error}\n`)
  process.exitCode = 2
}

/** @returns 1 when any answer was wrong, or a ratio too far above its baseline */
async function main(options: BenchOptions): Promise<number> {
  const startedAt = new Date().toISOString()
  const findings = await studies[options.study](options, (line) => process.stderr.write(`${line}\n`))
  const { markdown, faults, seen, drawings } = findings
  const environment = describeEnvironment(findings.cores)
  process.stdout.write(`${environmentLine(environment)}\n\n${markdown}`)
  for (const fault of faults) process.stdout.write(`\n${fault}\n`)
  const file = options.out ?? join(import.meta.dirname, 'results', `${startedAt.replaceAll(':', '-')}.json`)
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, `${JSON.stringify({ startedAt, environment, options, faults, ...seen }, undefined, 2)}\n`)
  for (const [name, drawing] of Object.entries(drawings)) writeFileSync(join(dirname(file), name), drawing)
  process.stderr.write(`written to ${file}\n`)
  return faults.length === 0 ? 0 : 1
}
