import type { LoopReport } from '../loop/loop-report.ts'
import type { Sample } from '../measure.ts'
import { quantile, spread } from '../statistics.ts'
import { figure, none, table, withRange } from './table.ts'

/** What was seen of one event loop in one round. */
export interface LoopRound extends LoopReport {
  readonly round: number
  readonly contender: string
  readonly loads: readonly Sample[]
}

export function loopTable(rounds: readonly LoopRound[]): string {
  const rows = [...Map.groupBy(rounds, ({ contender }) => contender)].map(([contender, own]) => {
    const turns = Float64Array.from(own.flatMap(({ longestTurnsMs }) => longestTurnsMs)).sort()
    const delays = own.flatMap(({ delayMs }) => delayMs ?? [])
    return [
      contender,
      String(turns.length),
      ...[0.5, 0.9, 1].map((share) => (turns.length === 0 ? none : figure(quantile(turns, share)))),
      ...(['p50', 'p99', 'max'] as const).map((name) => withRange(spread(delays.map((delay) => delay[name]))))
    ]
  })
  const head = ['contender', 'requests', 'longest turn ms, median', '90 %', 'most', 'delay p50 ms', 'p99', 'max']
  return `The longest turn of the event loop of each single L request; and the delay of its beats, one each ms, under L at 20/s:\n\n${table(head, rows)}\n`
}

/** The latency of S, alone and beside one client that sends L without pause. */
export function greedyTable(samples: readonly (Sample & { readonly isBesideGreedy: boolean })[]): string {
  const rows = [...Map.groupBy(samples, ({ contender }) => contender)].map(([contender, own]) => {
    const [alone, beside] = [false, true].map((is) => own.filter(({ isBesideGreedy }) => isBesideGreedy === is))
    const p99 = ({ load }: Sample) => load.latencyMs.p99
    const ratios = (beside ?? []).map((sample) => {
      const match = alone?.find(({ round }) => round === sample.round)
      return p99(sample) / (match ? p99(match) : Number.NaN)
    })
    return [
      contender,
      ...[alone, beside].map((of) => withRange(spread((of ?? []).map(p99)))),
      withRange(spread(ratios))
    ]
  })
  const head = ['contender', 'p99 of S alone, ms', 'beside L without pause', '×']
  return `S at 500/s, alone and beside one client that sends L without pause:\n\n${table(head, rows)}\n`
}
