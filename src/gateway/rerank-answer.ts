import type { Deployment } from '../config/deployment.ts'
import type { Ranking } from '../rerank/rank.ts'
import type { RerankRequest } from '../rerank/rerank-request.ts'
import type { Usage } from '../rerank/usage.ts'

/** A request answered: the ranking, and everything that an answer's body or headers say about it. */
export interface RerankAnswer {
  readonly request: RerankRequest
  /** Scores as shown: normalised if asked for, after sorting on the raw ones. */
  readonly ranking: Ranking
  readonly usage: Usage
  /** US dollars; undefined is unknown. */
  readonly cost: number | undefined
  readonly deployment: Deployment
  /** Milliseconds spent waiting for the provider. */
  readonly upstreamMs: number
}
