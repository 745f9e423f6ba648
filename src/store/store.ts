import type { StoreError } from './store-error.ts'

/** One thing asked of a store. Everything in it expires by itself. */
export type Operation =
  /** Adds a whole number to a counter, which lives for `ttlMs` from now on. Gives the new total. */
  | { readonly kind: 'add'; readonly key: string; readonly amount: number; readonly ttlMs: number }
  /** Raises a flag with a text, or replaces its text, for `ttlMs`. Gives nothing. */
  | { readonly kind: 'flag'; readonly key: string; readonly text: string; readonly ttlMs: number }
  /** Gives the text of a flag, a counter's total in decimal, or undefined where there is neither. */
  | { readonly kind: 'read'; readonly key: string }

/** What an operation gives. */
export type Outcome = string | undefined | StoreError

/** Counters and flags that processes share. */
export interface Store {
  /** Whether an exchange has any prospect now. Never waits. */
  isUsable(): boolean
  /**
   * Does everything in one round trip, all of it or nothing, in order.
   * @returns for each operation what it gives; a StoreError for one that was refused for what its key holds, as it would be again
   * @throws StoreError when no answer came in time; whether it was done is not known then
   */
  exchange(operations: readonly Operation[]): Promise<readonly Outcome[]>
}
