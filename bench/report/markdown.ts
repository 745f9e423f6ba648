import type { Spread } from '../statistics.ts'
import type { StartUpRow, SummaryRow } from './summary.ts'

const threeDigits = new Intl.NumberFormat('en', { maximumSignificantDigits: 3 })
const none = '–'

const legend =
  'Medians of the rounds, in brackets the least and the most. ≥: the gateway did not fill its core and could do more.'

/** The two tables of a run. */
export function markdownTables(rows: readonly SummaryRow[], startUps: readonly StartUpRow[]): string {
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
      `${row.couldDoMore ? '≥ ' : ''}${threeDigits.format(row.requestsPerSecond.median)}`,
      threeDigits.format(row.p50Ms.median),
      withRange(row.addedP50Ms),
      threeDigits.format(row.p99Ms.median),
      withRange(row.addedP99Ms),
      row.peakRssBytes === undefined ? none : megabytes(row.peakRssBytes),
      String(row.failed)
    ])
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

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const lines = [head, head.map((_, column) => (column < 1 ? '---' : '---:')), ...rows]
  return lines.map((cells) => `| ${cells.join(' | ')} |`).join('\n')
}

function withRange(figure: Spread | undefined): string {
  if (figure === undefined) return none
  const { median, min, max } = figure
  return `${threeDigits.format(median)} (${threeDigits.format(min)} to ${threeDigits.format(max)})`
}

function megabytes(bytes: number): string {
  return threeDigits.format(bytes / 1e6)
}
