import type { FailureKind } from '../errors/failure-kind.ts'

/**
 * What follows a failed attempt:
 *
 * - `retry`: another deployment, and the same one again when there is no other
 * - `next`: another deployment or none, since the same one would fail again
 * - `give-up`: nobody, since every deployment would fail
 */
export type NextStep = 'retry' | 'next' | 'give-up'

export interface Verdict {
  readonly next: NextStep
  /** The deployment's first rest in milliseconds; undefined where the failure is not the deployment's. */
  readonly restMs: number | undefined
  /** Whether it rests after the first failure of this kind, unless the configuration allows more. */
  readonly restsAtOnce: boolean
  /** Of several causes, the client is told the one that says most about what to do. */
  readonly usefulness: number
}

/** A key or an account needs a person; so does a model that has been taken away, or is another one than it should be. */
const untilSomeoneActsMs = 60_000

const notItsFault = { next: 'give-up', restMs: undefined, restsAtOnce: false } as const

/** One row for each way to fail. Rests grow from here; a Retry-After and the configuration go before them. */
export const verdicts: Readonly<Record<FailureKind, Verdict>> = {
  // What a client can act on: wait as long as the provider said.
  rate_limited: { next: 'retry', restMs: 5000, restsAtOnce: true, usefulness: 4 },
  timeout: { next: 'retry', restMs: 5000, restsAtOnce: false, usefulness: 3 },
  failed: { next: 'retry', restMs: 5000, restsAtOnce: false, usefulness: 3 },
  invalid_answer: { next: 'retry', restMs: 5000, restsAtOnce: false, usefulness: 3 },
  // A server that restarts is back within seconds.
  reset: { next: 'retry', restMs: 2000, restsAtOnce: false, usefulness: 3 },
  unreachable: { next: 'retry', restMs: 2000, restsAtOnce: false, usefulness: 3 },
  forbidden: { next: 'next', restMs: untilSomeoneActsMs, restsAtOnce: true, usefulness: 2 },
  gone: { next: 'next', restMs: 5 * untilSomeoneActsMs, restsAtOnce: true, usefulness: 2 },
  wrong_order: { next: 'next', restMs: 10 * untilSomeoneActsMs, restsAtOnce: true, usefulness: 2 },
  busy: { ...notItsFault, usefulness: 1 },
  refused: { ...notItsFault, usefulness: 5 },
  cancelled: { ...notItsFault, usefulness: 5 }
}
