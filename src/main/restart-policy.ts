/** The first wait before a dead worker is replaced; it doubles from death to death. */
const firstDelayMs = 100
const maxDelayMs = 10_000
/** A worker that lived this long makes the next wait the first again. */
const steadyMs = 60_000
/** So many deaths within so long, none of them of a worker that had answered anybody, and another try is useless. */
const maxFailures = 5
const failureWindowMs = 30_000

/** A worker's end, as far as its successor is concerned. */
export interface Death {
  /** Monotonic milliseconds. */
  readonly at: number
  readonly livedMs: number
  /** Died before it had answered a request, for no reason that it could name. */
  readonly isFailure: boolean
}

/** Decides how long the place of a dead worker stays empty. */
export class RestartPolicy {
  #delayMs = firstDelayMs
  #failures: readonly number[] = []

  /** @returns milliseconds to wait; undefined when it dies again and again */
  delayAfter({ at, livedMs, isFailure }: Death): number | undefined {
    this.#failures = isFailure ? [...this.#failures.filter((each) => at - each < failureWindowMs), at] : []
    if (this.#failures.length >= maxFailures) return undefined
    const delayMs = livedMs >= steadyMs ? firstDelayMs : this.#delayMs
    this.#delayMs = Math.min(delayMs * 2, maxDelayMs)
    return delayMs
  }
}
