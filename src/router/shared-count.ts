/** A number that several processes add to through a store, as far as this one knows. */
export class SharedCount {
  #own = 0
  /** What of our own the store knows. */
  #told = 0
  #others = 0

  /** Whole, as stores count, and never so much that a store could not take it from many processes. */
  add(amount: number): void {
    this.#own = Math.min(this.#own + Math.ceil(amount), Number.MAX_SAFE_INTEGER)
  }

  get own(): number {
    return this.#own
  }

  /** What the store has still to be told. */
  get untold(): number {
    return this.#own - this.#told
  }

  get others(): number {
    return this.#others
  }

  /**
   * The store was told `amount` and answered with the total. Unless it does, it is told again: rather twice than never. It is
   * not where it has refused (undefined), as it would again.
   */
  learn(amount: number, total: number | undefined): void {
    const told = this.#told + amount
    if (total === undefined) {
      this.#told = told
      return
    }
    // Less than what we alone have told it: it has lost its memory, and is told the rest again.
    this.#told = total < told ? amount : told
    this.#others = total - this.#told
  }
}
