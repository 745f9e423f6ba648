import type { Scores } from '../rerank/scores.ts'
import { unknownUsage } from '../rerank/usage.ts'
import type { EmbeddedProvider } from './provider.ts'

/**
 * Leaves the documents in the order in which they were sent: the first stage of retrieval has ranked them already. A last
 * resort for when no model answers; its scores fall evenly from 1 and mean nothing but that order.
 */
export const passthrough: EmbeddedProvider = {
  kind: 'embedded',
  name: 'passthrough',
  models: ['as-sent'],
  scale: 'order',
  pointwise: false,
  limits: { maxDocuments: Number.MAX_SAFE_INTEGER, maxBytes: Number.MAX_SAFE_INTEGER },
  score: async ({ documents: { count } }): Promise<Scores> => ({
    values: Float64Array.from({ length: count }, (_, index) => (count - index) / count),
    usage: unknownUsage
  })
}
