import { lastResortNames } from '../config/last-resort.ts'
import { longestTimeoutS } from '../config/schema/litellm-params.ts'
import type { ProviderParams, RerankParams } from './rerank-params.ts'

/** As many as a request may name. */
const mostFallbacks = 20

/** What of a call says which models it is for, and how they are reached. Nothing of it is checked yet. */
export type CallModels = Pick<RerankParams, 'fallbacks'> & ProviderParams & { readonly model: string }

/** The models that a call names, each once: its own, then its fallbacks. */
export function namedModels({ model, fallbacks }: Pick<CallModels, 'model' | 'fallbacks'>): readonly string[] {
  // A call without a model is refused when it is read, before any is looked for: until then any other will do.
  if (!isName(model) || model === '') return ['local/lexical']
  const others = Array.isArray(fallbacks) ? fallbacks.slice(0, mostFallbacks).filter(isName) : []
  return [...new Set([model, ...others.filter((name) => !lastResortNames.includes(name))])]
}

/**
 * The configuration for a call that has none: an entry for each model that it names. Address, key and headers are the first
 * model's; a fallback has those of the environment.
 */
export function callConfiguration(call: CallModels): object {
  const { api_base, api_key, extra_headers } = call
  const own = defined({ api_base, api_key, extra_headers })
  // Whoever calls this says that the models rerank, whatever their names. The call's own time is part of the request, so
  // that calls with different ones share a gateway.
  const entries = namedModels(call).map((model, index) => ({
    model_name: model,
    litellm_params: { model, ...(index === 0 ? own : {}), timeout: longestTimeoutS },
    model_info: { mode: 'rerank' }
  }))
  return { model_list: entries, router_settings: { max_fallbacks: mostFallbacks } }
}

function isName(value: unknown): value is string {
  return typeof value === 'string'
}

function defined(fields: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined))
}
