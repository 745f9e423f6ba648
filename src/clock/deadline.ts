import type { Clock } from './clock.ts'

/** The moment by which a request must have its answer: one budget for every attempt, wait and body. */
export interface Deadline {
  /** The whole budget in milliseconds, for messages. */
  readonly budgetMs: number
  /** Milliseconds left, never below 0. */
  remainingMs(): number
}

/** @param spentMs what of the budget is gone already */
export function deadlineAfter(budgetMs: number, clock: Clock, spentMs = 0): Deadline {
  return new Moment(budgetMs, clock, spentMs)
}

/** One object for each request, where closures would be three. */
class Moment implements Deadline {
  readonly budgetMs: number
  readonly #clock: Clock
  readonly #at: number

  constructor(budgetMs: number, clock: Clock, spentMs: number) {
    this.budgetMs = budgetMs
    this.#clock = clock
    this.#at = clock.now() + budgetMs - spentMs
  }

  remainingMs(): number {
    return Math.max(0, this.#at - this.#clock.now())
  }
}
