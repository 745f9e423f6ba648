import type { CancelSignal } from '../clock/cancel-signal.ts'
import type { Deadline } from '../clock/deadline.ts'
import type { Deployment } from '../config/deployment.ts'
import type { RerankRequest } from '../rerank/rerank-request.ts'
import type { Scores } from '../rerank/scores.ts'

/** What a call brought, and from whom. */
export interface Called {
  readonly scores: Scores
  readonly deployment: Deployment
  /** Milliseconds spent waiting for the deployment. */
  readonly upstreamMs: number
  /** Attempts after the first. */
  readonly retries: number
}

/**
 * Gets the scores of one chunk from a deployment of the space, with whatever retries that takes. It settles only when nobody
 * reads the chunk's documents any more. @throws GatewayError
 */
export type CallChunk = (chunk: RerankRequest, signal: CancelSignal) => Promise<Called>

/** How far a request may go. */
export interface ScoreBounds {
  readonly deadline: Deadline
  readonly signal: CancelSignal
}
