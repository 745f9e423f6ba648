/** What one request came to. */
export interface Outcome {
  readonly status: number
  readonly tookMs: number
  /** How the ranking differs from the true one; undefined when it does not, or there is none. */
  readonly wrong: string | undefined
  /** The message of an answer that is no 200. */
  readonly message: string
}

export interface ChaosResult {
  readonly seconds: number
  readonly deadlineMs: number
  readonly outcomes: readonly Outcome[]
  /** Calls that the deployments got. */
  readonly upstreamCalls: number
  /** How often the faults changed. */
  readonly strikes: number
}

const lateAfterMs = 50
const leastSuccess = 0.999

/** The run as a table, and what of it breaks a promise. */
export function chaosReport(result: ChaosResult): { readonly table: string; readonly broken: readonly string[] } {
  const { outcomes, upstreamCalls, deadlineMs } = result
  const requests = outcomes.length
  const good = outcomes.filter(({ status }) => status === 200)
  const wrong = good.filter((outcome) => outcome.wrong !== undefined)
  const late = outcomes.filter(({ tookMs }) => tookMs > deadlineMs + lateAfterMs)
  const success = good.length / requests
  const most = 1.2 * requests + 3
  const times = outcomes.map(({ tookMs }) => tookMs).sort((a, b) => a - b)
  const quantile = (share: number): string => `${(times[Math.ceil(share * requests) - 1] ?? 0).toFixed(1)} ms`
  const byStatus = Map.groupBy(outcomes, ({ status }) => status)
  const statuses = [...byStatus].sort(([a], [b]) => a - b).map(([status, each]) => `${status}: ${each.length}`)

  const rows: readonly (readonly [string, string])[] = [
    ['duration', `${result.seconds} s`],
    ['changes of faults', String(result.strikes)],
    ['requests', String(requests)],
    ['answers by status', statuses.join(', ')],
    ['success (at least 99.9 %)', `${(100 * success).toFixed(3)} %`],
    ['wrong answers (none)', String(wrong.length)],
    [`later than ${deadlineMs} + ${lateAfterMs} ms (none)`, String(late.length)],
    [
      'upstream calls (at most 1.2 for each request, and 3)',
      `${upstreamCalls}, ${(upstreamCalls / requests).toFixed(3)} each`
    ],
    ['time, median', quantile(0.5)],
    ['time, 99th percentile', quantile(0.99)],
    ['time, longest', quantile(1)]
  ]
  const broken: string[] = []
  if (requests === 0) broken.push('no request was made')
  if (!(success >= leastSuccess)) broken.push(`success: ${failures(outcomes)}`)
  for (const { wrong: how } of wrong) broken.push(`wrong answer: ${how}`)
  for (const { tookMs, status } of late) broken.push(`late: a ${status} after ${tookMs.toFixed(0)} ms`)
  if (upstreamCalls > most) broken.push(`amplification: ${upstreamCalls} calls are more than ${most.toFixed(0)}`)
  return { table: tableOf(rows), broken }
}

function tableOf(rows: readonly (readonly [string, string])[]): string {
  const width = Math.max(...rows.map(([name]) => name.length))
  return rows.map(([name, value]) => `| ${name.padEnd(width)} | ${value} |`).join('\n')
}

function failures(outcomes: readonly Outcome[]): string {
  const failed = outcomes.filter(({ status }) => status !== 200)
  return failed.map(({ status, message, tookMs }) => `${status} after ${tookMs.toFixed(0)} ms: ${message}`).join('; ')
}
