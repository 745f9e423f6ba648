import type { RedisSettings } from './redis-settings.ts'

/** Where scores are kept. */
export interface CacheSettings {
  readonly ttlMs: number
  /** Of the memory of this process. */
  readonly maxBytes: number
  readonly namespace: string
  /** Undefined: this process alone. */
  readonly redis: RedisSettings | undefined
  /** Whether a request uses it only when it says so (`mode: default_off`). */
  readonly isOptIn: boolean
}

/** How documents above the model's window are scored: in overlapping passages, the best of which counts. */
export interface LongDocuments {
  /** Estimated tokens of one passage. */
  readonly maxTokens: number
  /** Estimated tokens that neighbours share. */
  readonly overlap: number
}

/** How the scores of a request are got. */
export interface ScoringSettings {
  /** Calls of one request at one time. */
  readonly maxFanout: number
  /** Whether equal documents of one request are scored once. */
  readonly deduplicates: boolean
  readonly cache: CacheSettings | undefined
  readonly longDocuments: LongDocuments | undefined
}
