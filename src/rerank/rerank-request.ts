import type { Documents } from './documents.ts'
import type { Normalization } from './scores.ts'

/** What a caller may ask of the provider. A provider reads what it knows and leaves the rest. */
export interface RerankOptions {
  /** What to do with a query and document pair that is too long for the model; the words are the provider's own. */
  readonly truncate: string | undefined
  readonly instruction: string | undefined
  readonly maxTokensPerDocument: number | undefined
  readonly maxChunksPerDocument: number | undefined
  /** Fields that no dialect names, as decoded JSON. */
  readonly extra: ReadonlyMap<string, unknown>
}

/** What a caller may ask of the way a request takes. Undefined, and no tags, is as configured. */
export interface RouteWishes {
  /** The caller's own budget in milliseconds; never more than the configured one. */
  readonly timeoutMs: number | undefined
  readonly retries: number | undefined
  /** Names of groups to ask, in this order, when the first fails. */
  readonly fallbacks: readonly string[] | undefined
  readonly tags: readonly string[]
}

/** What a caller may ask of the cache, in LiteLLM's words: `no-cache` reads nothing, `no-store` keeps nothing. */
export interface CacheWishes {
  /** Undefined: as configured. */
  readonly isWanted: boolean | undefined
  readonly reads: boolean
  readonly stores: boolean
  /** Of what is stored. */
  readonly ttlMs: number | undefined
  /** The oldest score that is taken (`s-maxage`). */
  readonly maxAgeMs: number | undefined
  readonly namespace: string | undefined
}

export interface RerankRequest {
  /** What the client called the model: an alias, a wildcard match or a deployment id. */
  readonly model: string
  readonly query: string
  readonly documents: Documents
  /** How many results at most, at least 1; undefined means all. */
  readonly topN: number | undefined
  /** Whether the answer carries the documents' texts. */
  readonly returnDocuments: boolean
  /** Overrides the deployment's own setting. */
  readonly normalization: Normalization | undefined
  /** Results with a lower score, as shown, are left out; undefined keeps all. */
  readonly scoreThreshold: number | undefined
  readonly options: RerankOptions
  readonly wishes: RouteWishes
  readonly cache: CacheWishes
  /** Whether only the plan is wanted, and nobody is called. */
  readonly isDryRun: boolean
}

export const noOptions: RerankOptions = {
  truncate: undefined,
  instruction: undefined,
  maxTokensPerDocument: undefined,
  maxChunksPerDocument: undefined,
  extra: new Map()
}

export const noWishes: RouteWishes = { timeoutMs: undefined, retries: undefined, fallbacks: undefined, tags: [] }

export const noCacheWishes: CacheWishes = {
  isWanted: undefined,
  reads: true,
  stores: true,
  ttlMs: undefined,
  maxAgeMs: undefined,
  namespace: undefined
}
