import type { VariedResult } from '../load/varied-load.ts'
import { count, figure, table } from './table.ts'

export interface SplitRow {
  readonly maxFanout: number
  /** Upstream calls of one request. */
  readonly calls: number
  readonly cpuMicrosecondsPerRequest: number
  readonly load: VariedResult
}

export interface TraceRow {
  readonly hasCache: boolean
  /** Passages that were to be scored, and those that the upstream scored. */
  readonly asked: number
  readonly scored: number
  readonly cpuMicrosecondsPerRequest: number
  readonly load: VariedResult
}

export function splitTable(rows: readonly SplitRow[]): string {
  const head = ['max_fanout', 'calls', 'time ms', 'CPU ms a request', 'failed']
  const cells = rows.map(({ maxFanout, calls, load, cpuMicrosecondsPerRequest }) => [
    String(maxFanout),
    figure(calls),
    figure(load.p50Ms),
    figure(cpuMicrosecondsPerRequest / 1000),
    String(load.failed)
  ])
  return `10,000 documents to a NIM of 512 a call and 200 us a passage, with four engines:\n\n${table(head, cells)}\n`
}

export function traceTable(rows: readonly TraceRow[]): string {
  const head = ['retrievals', 'passages asked', 'scored upstream', 'CPU us a request', 'p50 ms', 'seconds', 'failed']
  const cells = rows.map(({ hasCache, asked, scored, load, cpuMicrosecondsPerRequest }) => [
    hasCache ? 'with the cache' : 'without',
    count(asked),
    count(scored),
    figure(cpuMicrosecondsPerRequest),
    figure(load.p50Ms),
    figure(load.seconds),
    String(load.failed)
  ])
  return `A trace of retrievals, 50 passages each, questions and passages by Zipf's law:\n\n${table(head, cells)}\n`
}
