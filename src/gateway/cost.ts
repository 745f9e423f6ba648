import type { Price } from '../config/deployment.ts'
import type { Usage } from '../rerank/usage.ts'

/**
 * What a request cost in US dollars: by search units where they have a price, else by tokens. Never by both: LiteLLM knows
 * one rule for each provider and adds none up. Undefined when neither price is known, or nobody counted what has one.
 */
export function costOf({ perQuery, perToken }: Price, usage: Usage): number | undefined {
  // A price of 0 beside another one is LiteLLM's way to say that this one does not apply.
  // A provider that counts no search units bills the query (LiteLLM's rule, and its bug BerriAI/litellm#35194).
  if (perQuery !== undefined && perQuery > 0) return perQuery * (usage.searchUnits ?? 1)
  if (perToken !== undefined && perToken > 0) {
    return usage.totalTokens === undefined ? undefined : perToken * usage.totalTokens
  }
  return perQuery ?? perToken
}
