import { SlidingCount } from './sliding-count.ts'

/** What counts as recent traffic. */
const recentMs = 10_000

export interface CallBudgetBounds {
  /** Extra calls for each first one, between 0 and 1. */
  readonly share: number
  /** Extra calls that are there at the start, and come back, one each ten seconds, with good answers. */
  readonly floor: number
}

/**
 * Bounds extra calls (retries, second calls) by the traffic. A token bucket: each first call puts in `share`, each extra one
 * takes out 1. It never holds more than the share of the last ten seconds' calls, or the floor: so over any time of total
 * outage, extra calls are at most `share` of the first calls in it and in the ten seconds before, or `floor` more. An extra
 * call that helped gives back what it took: the bound is against calls that only add to the load.
 */
export class CallBudget {
  readonly #bounds: CallBudgetBounds
  readonly #recent = new SlidingCount(recentMs)
  #tokens: number
  #restoredAt: number | undefined

  constructor(bounds: CallBudgetBounds) {
    this.#bounds = bounds
    this.#tokens = bounds.floor
  }

  /** A first call is made. */
  deposit(now: number): void {
    const { share, floor } = this.#bounds
    this.#recent.add(now, 1)
    // The rounding lets 1 / share first calls buy one extra call, as they should.
    const most = Math.max(floor, share * this.#recent.total(now)) + Number.EPSILON
    this.#tokens = Math.min(most, this.#tokens + share)
  }

  /** Whether an extra call may be made; it is counted then. */
  take(): boolean {
    if (this.#tokens < 1) return false
    this.#tokens -= 1
    return true
  }

  /** What was taken has helped. */
  giveBack(): void {
    this.#tokens += 1
  }

  /** A good answer came. Where there is little traffic, its share alone would never be enough for one retry. */
  restore(now: number): void {
    const { floor } = this.#bounds
    const restored = (now - (this.#restoredAt ?? now)) / recentMs
    this.#restoredAt = now
    if (this.#tokens < floor) this.#tokens = Math.min(floor, this.#tokens + restored)
  }
}
