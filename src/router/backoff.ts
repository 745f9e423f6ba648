/** The most that is waited before the first further attempt; it doubles from attempt to attempt. */
const firstMs = 250
const longestMs = 8000

export interface BackoffBounds {
  /** `retry_after` of the configuration. */
  readonly leastMs: number
  /** The provider's own Retry-After. */
  readonly retryAfterMs: number | undefined
}

/**
 * Milliseconds to wait before the same deployment is asked again: exponential with full jitter, so that clients who failed
 * together do not come back together. A Retry-After is waited out first.
 * @param retries how many further attempts were made already
 */
export function backoffMs(retries: number, { leastMs, retryAfterMs = 0 }: BackoffBounds, random: () => number): number {
  const jitterMs = random() * (retryAfterMs > 0 ? firstMs : Math.min(longestMs, firstMs * 2 ** retries))
  return Math.max(leastMs, retryAfterMs + jitterMs)
}
