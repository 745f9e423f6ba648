/** What a probe can look at: `turns` keeps the loop spinning, so it is of no use under load; `delay` leaves it alone. */
export type LoopSubject = 'turns' | 'delay'

export interface LoopReport {
  /** The longest turn of each request. */
  readonly longestTurnsMs: readonly number[]
  /** Between the beats of a timer of one millisecond, that millisecond included. */
  readonly delayMs: { readonly p50: number; readonly p99: number; readonly max: number } | undefined
}
