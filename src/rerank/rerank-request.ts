import type { Documents } from './documents.ts'

/** How a score is shown: as the provider gave it, or a logit mapped to 0..1. */
export type Normalization = 'raw' | 'sigmoid'

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
  readonly options: RerankOptions
}

export const noOptions: RerankOptions = {
  truncate: undefined,
  instruction: undefined,
  maxTokensPerDocument: undefined,
  maxChunksPerDocument: undefined,
  extra: new Map()
}
