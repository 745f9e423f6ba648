import type { Sample } from '../measure.ts'
import { spread } from '../statistics.ts'
import { figure, table, withRange } from './table.ts'

/**
 * The second of the two names over the first, within each round. Where their share of cores is what they were given,
 * nothing else was the limit. @param room what they were given
 */
export function workersTable(
  samples: readonly Sample[],
  [one = '', two = '']: readonly string[],
  room: string
): string {
  const rows = [...Map.groupBy(samples, ({ shape }) => shape)].map(([shape, own]) => {
    const cpu = ({ gateway }: Sample) => gateway?.cpuMicrosecondsPerRequest ?? Number.NaN
    const share = ({ gateway }: Sample) => gateway?.coreShare ?? Number.NaN
    const throughput = ({ load }: Sample) => load.answered / load.seconds
    const of = (name: string) => own.filter(({ contender }) => contender === name)
    const ratio = (figureOf: (sample: Sample) => number) =>
      of(two).flatMap((sample) => {
        const match = of(one).find(({ round }) => round === sample.round)
        return match ? figureOf(sample) / figureOf(match) : []
      })
    return [
      shape,
      ...[one, two].map((name) => figure(spread(of(name).map(throughput)).median)),
      withRange(spread(ratio(throughput))),
      ...[one, two].map((name) => figure(spread(of(name).map(cpu)).median)),
      withRange(spread(ratio(cpu))),
      [one, two].map((name) => figure(spread(of(name).map(share)).median)).join(', ')
    ]
  })
  const head = ['shape', `requests/s, ${one}`, two, '×', `CPU µs a request, ${one}`, two, '×', 'cores busy']
  return `${table(head, rows)}\n\n${room}\n`
}
