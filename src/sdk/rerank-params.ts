/**
 * A text, or an object with a `text`, a data URL as `image`, or fields of its own (see `rank_fields`). Any object, so that
 * yours may be typed by an interface; lists and functions are refused when called.
 */
export type RerankDocument = string | object

/** What to rank, in the names of LiteLLM's Python SDK and of the HTTP API. */
export interface RerankParams {
  /** What the documents are ranked against. */
  readonly query: string
  readonly documents: readonly RerankDocument[]
  /** How many results at most, at least 1; absent or above the number of documents: all. */
  readonly top_n?: number | undefined
  /** Whether results carry their document's text. Default: true. */
  readonly return_documents?: boolean | undefined
  /** Which fields of object documents are ranked, in this order. */
  readonly rank_fields?: readonly string[] | undefined
  /** What happens to a document too long for the model, in the provider's words: `'END'` or `'NONE'` for NVIDIA NIM. */
  readonly truncate?: string | undefined
  /** Cohere v2: longer documents are cut to this many tokens. */
  readonly max_tokens_per_doc?: number | undefined
  /** Cohere v1: longer documents are scored in at most this many chunks. */
  readonly max_chunks_per_doc?: number | undefined
  /** An instruction, for models that take one. */
  readonly instruction?: string | undefined
  /**
   * How scores are shown: as the provider gives them (`'raw'`, the default), logits mapped to 0..1 (`'sigmoid'`), spread
   * from 0 to 1 over the answer (`'minmax'`), or as shares of 1 (`'softmax'`). The order does not change.
   */
  readonly normalize?: 'raw' | 'sigmoid' | 'minmax' | 'softmax' | undefined
  /** Results with a lower score, as shown, are left out. */
  readonly score_threshold?: number | undefined
  /** Seconds until the call is given up with a `timeout` error, never more than is configured. Default: 60. */
  readonly timeout?: number | undefined
  /** Further attempts when one fails. Default: as configured, or 2. */
  readonly num_retries?: number | undefined
  /**
   * Models to ask, in this order, when the first fails: at most 20. Without a configuration each is a `provider/model`, with
   * address and key of the environment, or `passthrough`; with one, a name of it. Default: as configured.
   */
  readonly fallbacks?: readonly string[] | undefined
  /** Which deployments may answer, where tag filtering is on. */
  readonly tags?: readonly string[] | undefined
  /** How the cache of scores is used, where one is configured. */
  readonly cache?: CacheControl | undefined
  /**
   * Ends the call, and every call to a provider with it: a `GatewayError` `client_closed`, whose `cause` is the signal's
   * `reason`. One that was given before asks nobody.
   */
  readonly signal?: AbortSignal | null | undefined
}

/** LiteLLM's words for the use of a cache. */
export interface CacheControl {
  /** Use it where it is off unless asked for (`mode: default_off`), or do not use it. */
  readonly 'use-cache'?: boolean | undefined
  /** Take no score from it. */
  readonly 'no-cache'?: boolean | undefined
  /** Keep no score in it. */
  readonly 'no-store'?: boolean | undefined
  /** Seconds that new scores are kept. */
  readonly ttl?: number | undefined
  /** Take no score older than these seconds. */
  readonly 's-maxage'?: number | undefined
  /** Scores of different namespaces are kept apart. */
  readonly namespace?: string | undefined
}

/** Where `rerank` without a configuration sends its call. None of it is for `fallbacks`. */
export interface ProviderParams {
  /** The provider's address; default: its environment variable (`NVIDIA_NIM_API_BASE`), or its own host. */
  readonly api_base?: string | undefined
  /** The provider's key; default: its environment variable (`NVIDIA_NIM_API_KEY`). */
  readonly api_key?: string | undefined
  /** Further headers for the call to the provider. */
  readonly extra_headers?: Readonly<Record<string, string>> | undefined
}
