import type { RerankPlan } from '../../gateway/rerank-plan.ts'
import type { PlanBody } from './plan-body.ts'

/** Writes a plan as the wire has it. */
export function planAnswer(
  { request, deployment, chunks, usage, cost, cache, warnings }: RerankPlan,
  id: string
): PlanBody {
  return {
    id,
    model: request.model,
    dry_run: true,
    deployment: deployment.id,
    calls: chunks.map(({ documents, bytes, estimatedTokens }) => ({
      documents,
      bytes,
      estimated_tokens: estimatedTokens
    })),
    estimated_tokens: usage.totalTokens ?? 0,
    ...(usage.searchUnits === undefined ? {} : { search_units: usage.searchUnits }),
    ...(cost === undefined ? {} : { estimated_cost: cost }),
    ...(cache === undefined ? {} : { cache: { hits: cache.hits, total: cache.total } }),
    warnings
  }
}
