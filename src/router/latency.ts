/** How fast old answers are forgotten. */
const memoryMs = 10_000
/** A failed answer counts as one that took so long, however fast it came: failing fast must not look like being fast. */
const penaltyMs = 5000
/** What is not known yet is taken for fast, but not for free: it is tried, and not by everybody at once. */
const unknownMs = 1
const kept = 64
/** With fewer answers the slowest one in twenty is chance. */
const fewestForPercentile = 20

/** How long a deployment takes to answer: an average that forgets, and its 95th percentile. */
export class Latency {
  #averageMs = 0
  #at = Number.NEGATIVE_INFINITY
  readonly #latest = new Float64Array(kept)
  #count = 0

  /** A good answer. */
  observe(now: number, ms: number): void {
    const old = Math.exp((this.#at - now) / memoryMs)
    this.#averageMs = this.#averageMs * old + ms * (1 - old)
    this.#at = now
    this.#latest[this.#count++ % kept] = ms
  }

  /** A failure, or a call given up after so long. */
  observeAtLeast(now: number, ms: number): void {
    this.#averageMs = Math.max(this.estimate(now), ms)
    this.#at = now
  }

  penalise(now: number, ms: number): void {
    this.observeAtLeast(now, Math.max(ms, penaltyMs))
  }

  /** What was known does not hold any more. */
  restart(now: number, ms: number): void {
    this.#averageMs = ms
    this.#at = now
  }

  /** Milliseconds; falls while nothing is heard, so that a slow deployment is tried again. */
  estimate(now: number): number {
    return Math.max(unknownMs, this.#averageMs * Math.exp((this.#at - now) / memoryMs))
  }

  /** The average as it was last known, 0 when nothing is. */
  get averageMs(): number {
    return this.#averageMs
  }

  /** Milliseconds that one of twenty good answers takes longer than; undefined while too few are known. */
  percentile95(): number | undefined {
    const count = Math.min(this.#count, kept)
    if (count < fewestForPercentile) return undefined
    return this.#latest.slice(0, count).sort()[Math.ceil(count * 0.95) - 1]
  }
}
