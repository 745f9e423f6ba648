import type { Price } from './deployment.ts'

const unknown: Price = { perQuery: undefined, perToken: undefined }
const free: Price = { perQuery: 0, perToken: undefined }
const cohereQuery: Price = { perQuery: 0.002, perToken: undefined }

/** Prices of LiteLLM's map (June 2026) in US dollars; NVIDIA's are 0 there, hosted or not. */
const listed: ReadonlyMap<string, Price> = new Map([
  ['cohere/rerank-english-v2.0', cohereQuery],
  ['cohere/rerank-english-v3.0', cohereQuery],
  ['cohere/rerank-multilingual-v2.0', cohereQuery],
  ['cohere/rerank-multilingual-v3.0', cohereQuery],
  ['cohere/rerank-v3.5', cohereQuery]
])

const freeProviders: ReadonlySet<string> = new Set(['nvidia_nim', 'local'])

/** What a model costs where the configuration gives no price; unknown is not free. */
export function listPrice(provider: string, model: string): Price {
  return freeProviders.has(provider) ? free : (listed.get(`${provider}/${model}`) ?? unknown)
}
