import type { Usage } from './usage.ts'

/** One number for each document that was sent, by its index, and what it cost. */
export interface Scores {
  readonly values: Float64Array
  readonly usage: Usage
}

/** What the numbers of a provider mean. */
export type Scale = 'logit' | 'probability' | 'lexical' | 'order'

/** How scores are shown: as the provider gave them, logits mapped to 0..1, or spread over the answer's own least and most. */
export type Normalization = 'raw' | 'sigmoid' | 'minmax' | 'softmax'
