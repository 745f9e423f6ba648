import { figure, megabytes, table } from './table.ts'

/** The memory of one contender over a run. */
export interface MemoryCourse {
  readonly contender: string
  readonly atRestBytes: number
  readonly rows: readonly { readonly afterSeconds: number; readonly rssBytes: number }[]
  readonly peakBytes: number
  /** When the load has been over for a while. */
  readonly afterwardsBytes: number
}

/** So many of the rows are shown. */
const shownRows = 4

export function memoryTable(courses: readonly MemoryCourse[]): string {
  const times = shown(courses[0]?.rows ?? []).map(({ afterSeconds }) => `after ${figure(afterSeconds)} s`)
  const head = ['RSS MB', 'at rest', ...times, 'most', '10 s later']
  const rows = courses.map(({ contender, atRestBytes, rows, peakBytes, afterwardsBytes }) => [
    contender,
    ...[atRestBytes, ...shown(rows).map(({ rssBytes }) => rssBytes), peakBytes, afterwardsBytes].map(megabytes)
  ])
  return `Memory under L with 16 in flight:\n\n${table(head, rows)}\n`
}

function shown<T>(rows: readonly T[]): T[] {
  const step = Math.max(1, Math.floor(rows.length / shownRows))
  return rows.filter((_, index) => (index + 1) % step === 0)
}
