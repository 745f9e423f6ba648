import type { Clock } from './clock.ts'

/** The moment by which a request must have its answer: one budget for every attempt, wait and body. */
export interface Deadline {
  /** The whole budget in milliseconds, for messages. */
  readonly budgetMs: number
  /** Milliseconds left, never below 0. */
  remainingMs(): number
}

export function deadlineAfter(budgetMs: number, clock: Clock): Deadline {
  const at = clock.now() + budgetMs
  return { budgetMs, remainingMs: () => Math.max(0, at - clock.now()) }
}
