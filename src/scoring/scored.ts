import type { Deployment } from '../config/deployment.ts'
import type { Scores } from '../rerank/scores.ts'

/** How much of a request was known. */
export interface CacheUse {
  /** Distinct pairs of query and document that were known. */
  readonly hits: number
  readonly total: number
  /** A name for exactly these pairs, when all were known; for people to compare. */
  readonly key: string | undefined
}

/** A score for every document of a request, and how they were got. */
export interface Scored {
  /** The usage is what was bought for this request: nothing where all was known. */
  readonly scores: Scores
  /** Who gave them; where nobody was asked, who would have been. */
  readonly deployment: Deployment
  /** Milliseconds spent waiting for scores. */
  readonly upstreamMs: number
  /** Attempts after the first, of all calls. */
  readonly retries: number
  /** Undefined where no cache took part. */
  readonly cache: CacheUse | undefined
  /** For the answer. */
  readonly warnings: readonly string[]
}
