import type { StartUpRow, SummaryRow } from '../report/summary.ts'

/** What rankgate costs over the pass-through, by the name of the figure. More is worse. */
export type Ratios = Readonly<Record<string, number>>

const own = 'rankgate'
const floor = 'pass-through'

/**
 * Those that hold from run to run: CPU time and the median latency of each shape, the first answer, and memory at rest.
 * The p99 of a short run and the memory of a busy one swing too much to be held against anybody.
 */
export function ratiosOf(rows: readonly SummaryRow[], startUps: readonly StartUpRow[]): Ratios {
  const named: [string, number | undefined][] = [
    ...rows.filter(({ contender }) => contender === own).flatMap((row) => shapeRatios(row, rows)),
    ['first answer', startUpRatio(startUps, ({ firstAnswerMs }) => firstAnswerMs.median)],
    ['memory at rest', startUpRatio(startUps, ({ rssBytes }) => rssBytes.median)]
  ]
  return Object.fromEntries(
    named.flatMap(([name, ratio]) => (ratio === undefined ? [] : [[name, Number(ratio.toFixed(3))]]))
  )
}

function shapeRatios(row: SummaryRow, rows: readonly SummaryRow[]): [string, number | undefined][] {
  const beside = rows.find(({ shape, contender }) => shape === row.shape && contender === floor)
  return [
    [`${row.shape} CPU`, row.cpuRatio?.median],
    [`${row.shape} p50`, beside && row.p50Ms.median / beside.p50Ms.median]
  ]
}

function startUpRatio(startUps: readonly StartUpRow[], figureOf: (row: StartUpRow) => number): number | undefined {
  const [mine, floors] = [own, floor].map((name) => startUps.find(({ contender }) => contender === name))
  return mine && floors && figureOf(mine) / figureOf(floors)
}
