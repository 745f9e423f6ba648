import type { StartUpRow, SummaryRow } from './summary.ts'
import { figure, megabytes, table, withRange } from './table.ts'

const legend =
  'Medians of the rounds, in brackets the least and the most. ≥: the gateway did not fill its core and could do more.'

/** The two tables of a run. */
export function comparisonTables(rows: readonly SummaryRow[], startUps: readonly StartUpRow[]): string {
  const loaded = table(
    [
      'shape',
      'contender',
      'CPU µs a request',
      '× pass-through',
      'requests/s',
      'p50 ms',
      'p50 added ms',
      'p99 ms',
      'p99 added ms',
      'RSS MB',
      'failed'
    ],
    rows.map((row) => [
      row.shape,
      row.contender,
      withRange(row.cpuMicrosecondsPerRequest),
      withRange(row.cpuRatio),
      `${row.couldDoMore ? '≥ ' : ''}${figure(row.requestsPerSecond.median)}`,
      figure(row.p50Ms.median),
      withRange(row.addedP50Ms),
      figure(row.p99Ms.median),
      withRange(row.addedP99Ms),
      megabytes(row.peakRssBytes),
      String(row.failed)
    ]),
    2
  )
  const started = table(
    ['contender', 'first answer ms', 'RSS MB at rest'],
    startUps.map(({ contender, firstAnswerMs, rssBytes }) => [
      contender,
      withRange(firstAnswerMs),
      megabytes(rssBytes.median)
    ])
  )
  return `${loaded}\n\n${legend}\n\n${started}\n`
}
