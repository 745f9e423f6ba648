import type { CancelSignal } from './cancel-signal.ts'

/** A signal together with the means to give it. */
export class Cancellation implements CancelSignal {
  /** Few: whoever waits for something at this moment. */
  readonly #listeners: (() => void)[] = []
  #isCancelled = false

  get aborted(): boolean {
    return this.#isCancelled
  }

  /** Calls back once, unless it is cancelled already. */
  addEventListener(_type: 'abort', listener: () => void): void {
    if (!this.#isCancelled) this.#listeners.push(listener)
  }

  removeEventListener(_type: 'abort', listener: () => void): void {
    const at = this.#listeners.lastIndexOf(listener)
    if (at < 0) return
    // Nearly always the only one, and taken off at its end no garbage is left.
    if (at === this.#listeners.length - 1) this.#listeners.pop()
    else this.#listeners.splice(at, 1)
  }

  cancel(): void {
    this.#isCancelled = true
    // One after the other off the list: who is taken off by another is not called any more.
    for (let next = this.#listeners.shift(); next !== undefined; next = this.#listeners.shift()) next()
  }
}
