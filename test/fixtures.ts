import type { Deployment } from '../src/config/deployment.ts'
import type { Provider } from '../src/providers/provider.ts'
import { Documents } from '../src/rerank/documents.ts'
import { noCacheWishes, noOptions, noWishes, type RerankRequest } from '../src/rerank/rerank-request.ts'
import { configOf, nimModel } from './start-gateway.ts'

/** A request of plain texts. */
export function requestOf(documents: readonly string[], changes: Partial<RerankRequest> = {}): RerankRequest {
  return {
    model: 'rerank',
    query: 'which animal barks',
    documents: Documents.of(documents),
    topN: undefined,
    returnDocuments: true,
    normalization: undefined,
    scoreThreshold: undefined,
    wishes: noWishes,
    cache: noCacheWishes,
    isDryRun: false,
    options: noOptions,
    ...changes
  }
}

/** A deployment for an upstream at `url`, resolved as a configuration would. */
export function deploymentAt(url: string, litellm_params: object = {}, model_info: object = { id: 'a1' }): Deployment {
  const params = { model: `nvidia_nim/${nimModel}`, api_base: url, api_key: 'nvapi-test', ...litellm_params }
  const [deployment] = configOf({
    model_list: [{ model_name: 'rerank', litellm_params: params, model_info }]
  }).deployments
  if (deployment === undefined) throw new Error('the configuration has no deployment')
  return deployment
}

/** A deployment that scores with a function instead of a model. */
export function embeddedDeployment(
  score: Extract<Provider, { kind: 'embedded' }>['score'],
  changes: { readonly maxBytes?: number } = {}
): Deployment {
  const limits = { maxDocuments: 100, maxBytes: changes.maxBytes ?? 1000 }
  const provider = {
    kind: 'embedded',
    name: 'local',
    scale: 'lexical',
    pointwise: true,
    models: ['x'],
    limits,
    score
  } as const
  return {
    id: 'e1',
    liveId: 'e1',
    alias: 'rerank',
    model: 'local/x',
    space: 's',
    weight: undefined,
    order: 0,
    timeoutMs: undefined,
    retries: undefined,
    cooldownMs: undefined,
    rates: { requestsPerMinute: undefined, tokensPerMinute: undefined, atOnce: undefined },
    tags: [],
    limits,
    pointwise: true,
    normalization: 'raw',
    price: { perQuery: undefined, perToken: undefined },
    modelInfo: {},
    missing: undefined,
    addressIsKnown: true,
    provider,
    target: undefined
  }
}
