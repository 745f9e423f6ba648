import type { RerankRequest } from '../rerank/rerank-request.ts'
import { checkBytes } from '../router/check-bytes.ts'
import type { PlannedChunk, ScoringPlan } from '../scoring/plan-scoring.ts'
import { costOf } from './cost.ts'

/** What a request would do, and about what it would cost. */
export interface RerankPlan extends ScoringPlan {
  readonly request: RerankRequest
  /** US dollars, reckoned with estimated tokens; undefined is unknown. */
  readonly cost: number | undefined
}

/** @throws GatewayError `over_limit` for a call that would be refused */
export function rerankPlan(request: RerankRequest, plan: ScoringPlan): RerankPlan {
  const { deployment, chunks } = plan
  // Several documents that are too much after all would be cut once more.
  const isWhole = ({ documents }: PlannedChunk) => documents === 1 || !deployment.pointwise
  for (const { bytes } of chunks.filter(isWhole)) checkBytes(deployment, bytes)
  return { ...plan, request, cost: chunks.length === 0 ? 0 : costOf(deployment.price, plan.usage) }
}
