/** So many buckets make up a window; one more holds what is being counted now, so that a whole window is always covered. */
const bucketsInWindow = 12

/** How much happened in the last so many milliseconds, to a twelfth of them. Adding and reading take a constant time. */
export class SlidingCount {
  readonly #bucketMs: number
  readonly #buckets = new Float64Array(bucketsInWindow + 1)
  /** The number of the bucket that time is in. */
  #newest = 0
  #total = 0

  constructor(windowMs: number) {
    this.#bucketMs = windowMs / bucketsInWindow
  }

  add(now: number, amount: number): void {
    this.#advance(now)
    const at = this.#newest % this.#buckets.length
    this.#buckets[at] = (this.#buckets[at] ?? 0) + amount
    this.#total += amount
  }

  total(now: number): number {
    this.#advance(now)
    return this.#total
  }

  /** Milliseconds until the oldest of what is counted is forgotten; 0 when nothing is. */
  freesInMs(now: number): number {
    this.#advance(now)
    const { length } = this.#buckets
    for (let number = this.#newest - length + 1; number <= this.#newest; number++) {
      if ((this.#buckets[(number + length) % length] ?? 0) > 0) return (number + length) * this.#bucketMs - now
    }
    return 0
  }

  clear(): void {
    this.#buckets.fill(0)
    this.#total = 0
  }

  #advance(now: number): void {
    const newest = Math.floor(now / this.#bucketMs)
    if (newest <= this.#newest) return
    const { length } = this.#buckets
    if (newest - this.#newest >= length) this.clear()
    else {
      for (let number = this.#newest + 1; number <= newest; number++) {
        this.#total -= this.#buckets[number % length] ?? 0
        this.#buckets[number % length] = 0
      }
    }
    this.#newest = newest
  }
}
