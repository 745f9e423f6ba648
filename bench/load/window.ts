import type { Wire } from '../bodies/request-body.ts'
import type { Shape } from '../shapes.ts'

/** Whom to ask, and for what. */
export interface LoadTarget {
  readonly port: number
  readonly path: string
  /** Beside those that every request has. */
  readonly headers: Readonly<Record<string, string>>
  readonly wire: Wire
  readonly shape: Shape
}

/** One stretch of load on one contender. */
export interface LoadWindow extends LoadTarget {
  readonly connections: number
  readonly seconds: number
  /** Requests a second at their scheduled times; undefined sends the next request as soon as an answer is there. */
  readonly rate: number | undefined
}

export interface LoadResult {
  /** Answers that were right. */
  readonly answered: number
  readonly failed: number
  readonly firstFailure: string | undefined
  /** From the first request to the last answer. */
  readonly seconds: number
  readonly latencyMs: Quantiles
  /** How long after their scheduled time requests were written; the latency holds it already. */
  readonly lateMs: Quantiles
}

export interface Quantiles {
  readonly p50: number
  readonly p90: number
  readonly p99: number
  readonly max: number
}
