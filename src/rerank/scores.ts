import type { Usage } from './usage.ts'

/** One number for each document that was sent, by its index, and what it cost. */
export interface Scores {
  readonly values: Float64Array
  readonly usage: Usage
}

/** What the numbers of a provider mean. */
export type Scale = 'logit' | 'probability' | 'lexical' | 'order'
