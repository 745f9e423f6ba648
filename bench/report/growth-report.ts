import type { GrowthRow, GrowthSeries } from '../studies/growth-points.ts'
import { svgPlot } from './svg-plot.ts'
import { count, figure, table, withRange } from './table.ts'

const own = 'rankgate'
const floor = 'pass-through'

const titles: Readonly<Record<GrowthSeries, { title: string; axis: string }>> = {
  documents: { title: 'CPU time against the number of documents (200 characters each)', axis: 'documents' },
  characters: { title: 'CPU time against the size of documents (10 of them)', axis: 'characters of a document' },
  aliases: { title: 'CPU time against names in the configuration (shape S)', axis: 'names in the configuration' }
}

const allSeries = Object.keys(titles) as GrowthSeries[]

export function growthTables(rows: readonly GrowthRow[]): string {
  return allSeries.map((series) => seriesTable(series, rows)).join('\n')
}

/** By file name. */
export function growthDrawings(rows: readonly GrowthRow[]): Record<string, string> {
  const measured = allSeries.filter((series) => rows.some((row) => row.series === series))
  return Object.fromEntries(measured.map((series) => [`${series}.svg`, drawing(series, rows)]))
}

function seriesTable(series: GrowthSeries, rows: readonly GrowthRow[]): string {
  const head = [
    titles[series].axis,
    'body kB',
    'pass-through µs',
    'rankgate µs',
    '× pass-through',
    'rankgate ns a byte'
  ]
  const cells = ofContender(own, series, rows).map((row) => {
    const beside = ofContender(floor, series, rows).find(({ value }) => value === row.value)?.cpuMicrosecondsPerRequest
    const { median } = row.cpuMicrosecondsPerRequest
    return [
      count(row.value),
      figure(row.bytes / 1000),
      withRange(beside),
      withRange(row.cpuMicrosecondsPerRequest),
      figure(beside && median / beside.median),
      figure((median * 1000) / row.bytes)
    ]
  })
  return `${titles[series].title}:\n\n${table(head, cells, 0)}\n`
}

function drawing(series: GrowthSeries, rows: readonly GrowthRow[]): string {
  const curves = [own, floor].map((name) => ({
    name,
    points: ofContender(name, series, rows).map(
      ({ value, cpuMicrosecondsPerRequest: { median } }) => [value, median] as const
    )
  }))
  return svgPlot({
    title: titles[series].title,
    xLabel: titles[series].axis,
    yLabel: 'CPU µs a request',
    curves: curves.filter(({ points }) => points.length > 0)
  })
}

function ofContender(name: string, series: GrowthSeries, rows: readonly GrowthRow[]): GrowthRow[] {
  return rows.filter((row) => row.contender === name && row.series === series)
}
