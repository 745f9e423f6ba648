import { Pool } from 'undici'
import { quantile } from '../statistics.ts'

/** A load in which no two requests need be the same. */
export interface VariedLoad {
  readonly port: number
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  readonly count: number
  readonly connections: number
  readonly body: (number: number) => Buffer
  /** How many results a right answer has. */
  readonly expectedRows: number
}

export interface VariedResult {
  readonly answered: number
  readonly failed: number
  readonly firstFailure: string | undefined
  readonly seconds: number
  readonly p50Ms: number
  readonly p99Ms: number
}

/** Sends requests from this process, so many at one time, and checks what comes back. */
export async function sendVaried(load: VariedLoad): Promise<VariedResult> {
  const { port, path, headers, count, connections, body, expectedRows } = load
  const pool = new Pool(`http://127.0.0.1:${port}`, { connections, headersTimeout: 120_000 })
  const latencies: number[] = []
  let failed = 0
  let firstFailure: string | undefined
  let next = 0
  const startMs = performance.now()
  const client = async (): Promise<void> => {
    while (next < count) {
      const sentMs = performance.now()
      const sent = { path, method: 'POST', headers: { 'content-type': 'application/json', ...headers } } as const
      const reply = await pool.request({ ...sent, body: body(next++) })
      const text = await reply.body.text()
      latencies.push(performance.now() - sentMs)
      const rows = reply.statusCode === 200 ? text.split('"relevance_score"').length - 1 : 0
      if (rows === expectedRows) continue
      failed++
      firstFailure ??= `${reply.statusCode} with ${rows} results: ${text.slice(0, 200)}`
    }
  }
  await Promise.all(Array.from({ length: connections }, client))
  const seconds = (performance.now() - startMs) / 1000
  await pool.close()
  const sorted = Float64Array.from(latencies).sort()
  const [p50Ms, p99Ms] = [quantile(sorted, 0.5), quantile(sorted, 0.99)]
  return { answered: latencies.length - failed, failed, firstFailure, seconds, p50Ms, p99Ms }
}
