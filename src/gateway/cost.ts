import type { Price } from '../config/deployment.ts'
import type { Usage } from '../rerank/usage.ts'

/** What a request cost in US dollars, by tokens or by search units; undefined when neither price nor count is known. */
export function costOf(price: Price, usage: Usage): number | undefined {
  if (price.perToken !== undefined && usage.totalTokens !== undefined) return price.perToken * usage.totalTokens
  // A provider that counts no search units bills the query (LiteLLM's rule, and its bug BerriAI/litellm#35194).
  if (price.perQuery !== undefined) return price.perQuery * (usage.searchUnits ?? 1)
  return undefined
}
