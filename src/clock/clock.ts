/** Milliseconds on a clock that never goes back. Passed in wherever time is read, so that tests need no waiting. */
export interface Clock {
  /** Monotonic milliseconds, fractions included; only differences mean anything. */
  now(): number
}

export const systemClock: Clock = { now: () => performance.now() }
