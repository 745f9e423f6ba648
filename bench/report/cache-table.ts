import type { VariedResult } from '../load/varied-load.ts'
import { spread } from '../statistics.ts'
import { figure, table, withRange } from './table.ts'

export interface CacheSample {
  readonly round: number
  readonly name: 'no cache' | 'full miss' | 'full hit'
  readonly cpuMicrosecondsPerRequest: number
  readonly load: VariedResult
}

export function cacheTable(samples: readonly CacheSample[]): string {
  const rows = [...Map.groupBy(samples, ({ name }) => name)].map(([name, own]) => [
    name,
    withRange(spread(own.map(({ cpuMicrosecondsPerRequest }) => cpuMicrosecondsPerRequest))),
    withRange(spread(own.map((sample) => overNoCache(sample, samples)))),
    figure(spread(own.map(({ load }) => load.p50Ms)).median),
    String(own.reduce((sum, { load }) => sum + load.failed, 0))
  ])
  const head = ['M', 'CPU us a request', 'over no cache', 'p50 ms', 'failed']
  return `What the cache costs, and what it saves of rankgate's own work:\n\n${table(head, rows)}\n`
}

/** Against the window of the same round. */
function overNoCache({ round, cpuMicrosecondsPerRequest }: CacheSample, all: readonly CacheSample[]): number {
  const bare = all.find((sample) => sample.round === round && sample.name === 'no cache')
  return cpuMicrosecondsPerRequest / (bare?.cpuMicrosecondsPerRequest ?? Number.NaN)
}
