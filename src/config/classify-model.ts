import type { Provider } from '../providers/provider.ts'
import { chatProviders, cohereLike, laterProviders } from './litellm-providers.ts'
import { nearestName, suggestion } from './nearest-name.ts'

/** The providers that there are, from the registry or from a test. */
export interface ProviderLookup {
  readonly findProvider: (name: string) => Provider | undefined
  readonly providerNames: readonly string[]
}

/** What `litellm_params.model` asks for. */
export interface ModelQuestion {
  /** As written, prefix and all. */
  readonly model: string
  /** `litellm_params.custom_llm_provider`. */
  readonly customProvider: string | undefined
  /** `model_info.mode`. */
  readonly mode: string | undefined
  /** Whether its entry says where the model is served, or by which contract. */
  readonly namesItsServer: boolean
  /** Names of `litellm_settings.custom_provider_map`. */
  readonly ownProviders: ReadonlySet<string>
}

export type ModelClass =
  | { readonly kind: 'reranker'; readonly provider: Provider; readonly model: string }
  | { readonly kind: 'skipped'; readonly reason: string }
  | { readonly kind: 'misspelt'; readonly message: string }

/** Says which provider a model is for, or why it cannot rerank, or that its provider looks like a typo. */
export function classifyModel(question: ModelQuestion, { findProvider, providerNames }: ProviderLookup): ModelClass {
  const { model, mode, ownProviders } = question
  if (mode !== undefined && mode !== 'rerank')
    return skipped(`model_info.mode is "${mode}"${suggestion(mode, ['rerank'])}`)
  const named = namedProvider(question)
  if (named === undefined) {
    if (model.includes('*')) return skipped('it names no provider')
    return skipped('it names no provider; a reranker is written "provider/model"')
  }
  const provider = findProvider(named.provider)
  if (provider !== undefined) {
    const reason = whyNoReranker(provider, named.model, question)
    return reason === undefined ? { kind: 'reranker', provider, model: named.model } : skipped(reason)
  }
  if (named.provider.includes('*')) return skipped('it names no provider')
  const isReranker = mode === 'rerank' || /rerank/i.test(named.model)
  if (laterProviders.has(named.provider)) {
    const reason = `this version of rankgate has no provider "${named.provider}"`
    if (!isReranker || !cohereLike.has(named.provider)) return skipped(reason)
    return skipped(
      `${reason}; it speaks as Cohere does: write "cohere/${named.model}" and an api_base that ends in /rerank`
    )
  }
  if (chatProviders.has(named.provider)) return skipped(`LiteLLM's provider "${named.provider}" has no rerank`)
  if (ownProviders.has(named.provider)) return skipped(`"${named.provider}" is a custom provider of LiteLLM's`)
  // LiteLLM gains providers that our lists do not have yet, nearly all for chat: they must not stop the good entries.
  const near = likelyMeant(named.provider, [...providerNames, ...laterProviders, ...chatProviders])
  const unknown = `rankgate knows no provider "${named.provider}"`
  if (near === undefined) return skipped(isReranker ? `${unknown}; a reranker is written "provider/model"` : unknown)
  // Meant for a chat it would be skipped in any case. LiteLLM's own examples have such names: mistralai, meta-llama.
  if (chatProviders.has(near)) return skipped(`${unknown}; did you mean "${near}"? It has no rerank either`)
  return { kind: 'misspelt', message: `"${model}": unknown provider "${named.provider}"; did you mean "${near}"?` }
}

/** Whose models they are, of providers that also chat and embed: all rerankers of theirs have "rerank" in their names. */
const owners: ReadonlyMap<string, string> = new Map([
  ['cohere', 'Cohere'],
  ['nvidia_nim', 'NVIDIA']
])

/** Why a provider's model is not a reranker, as far as its name and its entry tell. */
export function whyNoReranker(
  provider: Provider,
  model: string,
  { mode, namesItsServer }: Pick<ModelQuestion, 'mode' | 'namesItsServer'>
): string | undefined {
  const owner = owners.get(provider.name)
  // A name that is missing is a fault, and its provider says so.
  if (owner === undefined || mode === 'rerank' || model === '' || /\*|rerank/i.test(model)) return undefined
  // A NIM container serves what it was built for under any name, and nothing but a reranker is asked for as ranking/.
  if (provider.name === 'nvidia_nim' && (namesItsServer || model.startsWith('ranking/'))) return undefined
  return `"${model}" is not one of ${owner}'s rerankers; if it is one, set model_info.mode: rerank`
}

/** Provider and model behind it. Bare `rerank-...` names are Cohere's, as with LiteLLM. */
function namedProvider({ model, customProvider }: ModelQuestion): { provider: string; model: string } | undefined {
  const slash = model.indexOf('/')
  const prefix = slash === -1 ? undefined : model.slice(0, slash)
  if (customProvider !== undefined) {
    return { provider: customProvider, model: prefix === customProvider ? model.slice(slash + 1) : model }
  }
  if (prefix !== undefined) return { provider: prefix, model: model.slice(slash + 1) }
  return /^rerank-/.test(model) ? { provider: 'cohere', model } : undefined
}

/** The provider that a name is a typo or a part of: `nim` of `nvidia_nim`. */
function likelyMeant(name: string, providers: readonly string[]): string | undefined {
  return nearestName(name, providers) ?? providers.find((provider) => provider.split('_').includes(name))
}

function skipped(reason: string): ModelClass {
  return { kind: 'skipped', reason }
}
