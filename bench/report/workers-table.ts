import type { Sample } from '../measure.ts'
import { spread } from '../statistics.ts'
import { figure, table, withRange } from './table.ts'

const shared =
  'The second worker shares its core with upstream and load: there are too few cores to measure throughput. Only the CPU time says something.'

/** The second of the two names over the first, within each round. */
export function workersTable(
  samples: readonly Sample[],
  [one = '', two = '']: readonly string[],
  isApart: boolean
): string {
  const rows = [...Map.groupBy(samples, ({ shape }) => shape)].map(([shape, own]) => {
    const cpu = ({ gateway }: Sample) => gateway?.cpuMicrosecondsPerRequest ?? Number.NaN
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
      withRange(spread(ratio(cpu)))
    ]
  })
  const head = ['shape', `requests/s, ${one}`, two, '×', `CPU µs a request, ${one}`, two, '×']
  return `${table(head, rows)}\n${isApart ? '' : `\n${shared}\n`}`
}
