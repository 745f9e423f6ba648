import { basePath, parseBaseUrl, withPath } from '../base-url.ts'
import type { NimModel } from './nim-models.ts'

/**
 * NVIDIA's four wire contracts, by the names used here (its own client's: nim-ranking-v1, hosted-retrieval-reranking-v1,
 * hosted-rerank-v1, hosted-ranking-v1; NVIDIA-NeMo/nemo-platform nim_ranking.py). The first two share a wire, the last two
 * are Cohere-like.
 */
export const nimContracts = ['ranking', 'retrieval', 'rerank', 'ranking_model'] as const
export type NimContract = (typeof nimContracts)[number]

const hostedOrigin = 'https://ai.api.nvidia.com'
/** NVIDIA's inference hub, which doubles the organisation in its model ids and serves the Cohere-like route alone. */
const hubOrigin = 'https://inference-api.nvidia.com'
const hubPrefix = 'nvidia/nvidia/'

export interface NimEndpoint {
  readonly url: URL
  readonly contract: NimContract
}

export interface NimEndpointQuestion {
  /** `api_base`, or undefined for NVIDIA's own host. */
  readonly apiBase: string | undefined
  /** The model's name as configured, without provider and `ranking/` prefix. */
  readonly name: string
  readonly model: NimModel
  /** What the configuration asks for: it wins over everything. */
  readonly contract: NimContract | undefined
  /** What the model's prefix asks for: it wins where the base is no full route. */
  readonly prefix: NimContract | undefined
}

/**
 * Chooses URL and contract. A base that is a full route is used as given; a bare host or one that ends in `/v1` gets the
 * contract's route. Undefined when the base is no URL.
 */
export function nimEndpoint({ apiBase, name, model, contract, prefix }: NimEndpointQuestion): NimEndpoint | undefined {
  const base = parseBaseUrl(apiBase ?? (name.startsWith(hubPrefix) ? hubOrigin : hostedOrigin))
  if (base === undefined) return undefined
  const path = basePath(base)
  const full = contractOfRoute(path)
  if (full !== undefined) return { url: base, contract: contract ?? full }
  const chosen = contract ?? prefix ?? (base.origin === hubOrigin ? 'rerank' : 'retrieval')
  const root = path.replace(/\/v1(?:\/retrieval)?$/, '')
  return { url: withPath(base, root + routeOf(chosen, model)), contract: chosen }
}

/** Whether an address is NVIDIA's own, where a key is always needed. */
export function isNvidiaHost(url: URL): boolean {
  return url.hostname === 'nvidia.com' || url.hostname.endsWith('.nvidia.com')
}

function contractOfRoute(path: string): NimContract | undefined {
  if (/\/retrieval\/.+/.test(path) || path.endsWith('/reranking')) return 'retrieval'
  if (path.endsWith('/ranking')) return 'ranking'
  if (path.endsWith('/rerank')) return 'rerank'
  if (/\/v1\/ranking\/.+/.test(path)) return 'ranking_model'
  return undefined
}

function routeOf(contract: NimContract, model: NimModel): string {
  switch (contract) {
    case 'ranking':
      return '/v1/ranking'
    case 'retrieval':
      return model.path
    case 'rerank':
      return '/v1/rerank'
    case 'ranking_model':
      return `/v1/ranking/${model.id}`
  }
}
