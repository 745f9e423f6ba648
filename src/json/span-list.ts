/** Pairs of offsets in one growing list of numbers: thousands of documents without an object for each. */
export class SpanList {
  readonly #offsets: number[] = []

  get count(): number {
    return this.#offsets.length / 2
  }

  push(start: number, end: number): void {
    this.#offsets.push(start, end)
  }

  /** The index of the first span that is so many bytes long, from `from` on. */
  firstOfLength(bytes: number, from: number): number | undefined {
    const offsets = this.#offsets
    for (let at = 2 * from; at < offsets.length; at += 2) {
      if ((offsets[at + 1] as number) - (offsets[at] as number) === bytes) return at / 2
    }
    return undefined
  }

  /** `[start, end)` of each span in the order of pushing: the list itself, not a copy. */
  toArray(): readonly number[] {
    return this.#offsets
  }
}
