/** Which turns of an event loop belong to a request, where there is one at a time. */
export class RequestTurns {
  readonly #longestMs: number[] = []
  #isUnderWay = false
  #isOver = false
  #longestSoFarMs = 0

  /** In a turn that then is the first of the request's. */
  began(): void {
    this.#isUnderWay = true
  }

  /** In a turn that then is its last. */
  ended(): void {
    this.#isOver = true
  }

  /** A turn has ended. */
  turned(turnMs: number): void {
    if (!this.#isUnderWay) return
    this.#longestSoFarMs = Math.max(this.#longestSoFarMs, turnMs)
    if (!this.#isOver) return
    this.#longestMs.push(this.#longestSoFarMs)
    this.#isUnderWay = false
    this.#isOver = false
    this.#longestSoFarMs = 0
  }

  /** The longest turn of each request that has ended. */
  get longestMs(): readonly number[] {
    return this.#longestMs
  }
}
