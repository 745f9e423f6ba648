import type { RerankRequest } from '../rerank/rerank-request.ts'
import type { ScoringPlan } from '../scoring/plan-scoring.ts'
import { costOf } from './cost.ts'

/** What a request would do, and about what it would cost. */
export interface RerankPlan extends ScoringPlan {
  readonly request: RerankRequest
  /** US dollars, reckoned with estimated tokens; undefined is unknown. */
  readonly cost: number | undefined
}

export function rerankPlan(request: RerankRequest, plan: ScoringPlan): RerankPlan {
  return { ...plan, request, cost: plan.chunks.length === 0 ? 0 : costOf(plan.deployment.price, plan.usage) }
}
