/** What may be taken out of a store. */
export interface PairReading {
  /** The oldest score that is taken, in milliseconds; undefined takes any that has not expired. */
  readonly maxAgeMs: number | undefined
}

/**
 * Scores by 128-bit digests of what they are of; a digest is four words, and digests follow one another. A store never
 * fails: what it cannot reach is not there, and what it cannot keep is lost.
 */
export interface PairStore {
  /** The score for each digest, NaN where there is none. At once where the store is in this process. */
  read(digests: Uint32Array, reading: PairReading): Float64Array | Promise<Float64Array>
  /** Keeps finite scores. Nobody waits for it. */
  write(digests: Uint32Array, values: Float64Array, ttlMs: number): void
}
