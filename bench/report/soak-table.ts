import type { OpenFiles } from '../accounting/open-files.ts'
import type { ProcessUsage } from '../accounting/process-usage.ts'
import { count, figure, megabytes, table } from './table.ts'

/** The state of a gateway after so many requests. */
export interface SoakRow extends ProcessUsage {
  readonly answered: number
  readonly open: OpenFiles | undefined
}

export function soakTable(rows: readonly SoakRow[]): string {
  const cells = rows.map(({ answered, rssBytes, cpuMs, open }, index) => {
    const before = rows[index - 1]
    const cpu = before && ((cpuMs - before.cpuMs) * 1000) / Math.max(1, answered - before.answered)
    return [count(answered), megabytes(rssBytes), figure(cpu), count(open?.all), count(open?.sockets)]
  })
  const head = ['requests', 'RSS MB', 'CPU µs a request', 'open files', 'of which sockets']
  return `S without pause, new connections every two seconds:\n\n${table(head, cells, 0)}\n`
}
