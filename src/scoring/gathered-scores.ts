/** The scores of a request's chunks, in the order of its documents. */
export class GatheredScores {
  readonly #count: number
  #values: Float64Array = noValues

  constructor(count: number) {
    this.#count = count
  }

  /** What has been taken so far; 0 elsewhere. */
  get values(): Float64Array {
    return this.#values
  }

  /** @param start the index of the first document that they are of */
  take(start: number, gained: Float64Array): void {
    // One call's scores are taken as they are.
    if (gained.length === this.#count) this.#values = gained
    else {
      if (this.#values.length < this.#count) this.#values = new Float64Array(this.#count)
      this.#values.set(gained, start)
    }
  }
}

const noValues = new Float64Array(0)
