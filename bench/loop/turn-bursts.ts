/** Turns below this are an idle loop's own. */
const busyTurnMs = 0.1
/** What lies this far apart came of two requests. */
const restMs = 8
/** Work below this was no request, but the loop's own: an L takes more than twice as long. */
const leastBurstMs = 1

/** Sorts the turns of an event loop into bursts of work, each the work of one request. */
export class TurnBursts {
  readonly #longestMs: number[] = []
  #lastBusyMs = Number.NEGATIVE_INFINITY
  #burstLongestMs = 0
  #burstBusyMs = 0

  /** A turn that ended now. */
  turned(nowMs: number, turnMs: number): void {
    if (turnMs < busyTurnMs) return
    if (nowMs - turnMs - this.#lastBusyMs > restMs) this.#closeBurst()
    this.#lastBusyMs = nowMs
    this.#burstBusyMs += turnMs
    this.#burstLongestMs = Math.max(this.#burstLongestMs, turnMs)
  }

  /** The longest turn of each burst. */
  finish(): number[] {
    this.#closeBurst()
    return this.#longestMs
  }

  #closeBurst(): void {
    if (this.#burstBusyMs >= leastBurstMs) this.#longestMs.push(this.#burstLongestMs)
    this.#burstBusyMs = 0
    this.#burstLongestMs = 0
  }
}
