import type { ProbeResult } from '../gateway/probe.ts'
import { columns, type Terminal } from './terminal.ts'

/** Prints what probes showed; true when every deployment answered. */
export function printProbes(results: readonly ProbeResult[], { say, paint }: Terminal): boolean {
  const lines = columns(results.map(cells))
  for (const [at, { problem, remedy }] of results.entries()) {
    say(problem === undefined ? paint.good(lines[at] ?? '') : paint.bad(lines[at] ?? ''))
    if (problem !== undefined) {
      say(`    ${problem}`)
      say(`    ${paint.strong('what to change:')} ${remedy}`)
    }
  }
  return results.every(({ problem }) => problem === undefined)
}

function cells({ deployment: { alias, model }, latencyMs, status, problem }: ProbeResult): string[] {
  return [problem === undefined ? 'ok' : 'FAILED', alias, model, `status ${status}`, `${latencyMs.toFixed(0)} ms`]
}
