import type { Clock } from '../clock/clock.ts'

/** So many failures in a row, and nothing is asked for a while. */
const maxFailures = 3
/** The first wait before a trial; it doubles from trial to trial. */
const firstWaitMs = 500
const maxWaitMs = 30_000
/** Closed for so long, it starts with the first wait again; or something slow would be tried all the time. */
const steadyMs = 10_000

type State =
  | { readonly kind: 'closed'; readonly since: number; readonly failures: number }
  | { readonly kind: 'open'; readonly until: number }
  | { readonly kind: 'half-open' }

/** Decides when something that fails may be asked again. It begins open, with a trial due. */
export class Circuit {
  readonly #clock: Clock
  readonly #random: () => number
  #state: State
  #waitMs = firstWaitMs

  /** @param random gives a number in [0, 1), so that not all processes come back at once */
  constructor(clock: Clock, random: () => number) {
    this.#clock = clock
    this.#random = random
    this.#state = { kind: 'open', until: clock.now() }
  }

  get isClosed(): boolean {
    return this.#state.kind === 'closed'
  }

  /** True once for each trial that is due: whoever gets it owes `succeeded` or `failed`. */
  mayTry(): boolean {
    if (this.#state.kind !== 'open' || this.#clock.now() < this.#state.until) return false
    this.#state = { kind: 'half-open' }
    return true
  }

  succeeded(): void {
    const since = this.#state.kind === 'closed' ? this.#state.since : this.#clock.now()
    this.#state = { kind: 'closed', since, failures: 0 }
  }

  failed(): void {
    const failures = this.#state.kind === 'closed' ? this.#state.failures + 1 : maxFailures
    if (this.#state.kind === 'closed' && failures < maxFailures) this.#state = { ...this.#state, failures }
    else this.broke()
  }

  /** What is asked is gone: no need to count. */
  broke(): void {
    if (this.#state.kind === 'closed' && this.#clock.now() - this.#state.since >= steadyMs) this.#waitMs = firstWaitMs
    this.#open()
  }

  #open(): void {
    this.#state = { kind: 'open', until: this.#clock.now() + this.#waitMs * (1 - this.#random() / 2) }
    this.#waitMs = Math.min(this.#waitMs * 2, maxWaitMs)
  }
}
