import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { type BenchOptions, readOptions, usage } from './options.ts'
import { describeEnvironment, environmentLine } from './report/environment.ts'
import { markdownTables } from './report/markdown.ts'
import { summarize, summarizeStartUps } from './report/summary.ts'
import { runBenchmark } from './run-benchmark.ts'

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

/** @returns 1 when any answer was wrong */
async function main(options: BenchOptions): Promise<number> {
  const startedAt = new Date().toISOString()
  const { cores, startUps, samples } = await runBenchmark(options, (line) => process.stderr.write(`${line}\n`))
  const environment = describeEnvironment(cores)
  const rows = summarize(samples)
  const startUpRows = summarizeStartUps(startUps)
  process.stdout.write(`${environmentLine(environment)}\n\n${markdownTables(rows, startUpRows)}`)
  const failures = samples.filter(({ load }) => load.failed > 0)
  for (const { contender, shape, kind, load } of failures) {
    process.stdout.write(`\n${contender}, ${shape}, ${kind}: ${load.failed} failed, the first: ${load.firstFailure}\n`)
  }
  const report = { startedAt, environment, options, rows, startUpRows, startUps, samples }
  const file = options.out ?? join(import.meta.dirname, 'results', `${startedAt.replaceAll(':', '-')}.json`)
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, `${JSON.stringify(report, undefined, 2)}\n`)
  process.stderr.write(`written to ${file}\n`)
  return failures.length === 0 ? 0 : 1
}
