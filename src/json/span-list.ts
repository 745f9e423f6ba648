/** Pairs of offsets in one growing list of numbers: thousands of documents without an object for each. */
export class SpanList {
  readonly #offsets: number[] = []

  get count(): number {
    return this.#offsets.length / 2
  }

  push(start: number, end: number): void {
    this.#offsets.push(start, end)
  }

  /** `[start, end)` of each span in the order of pushing: the list itself, not a copy. */
  toArray(): readonly number[] {
    return this.#offsets
  }
}
