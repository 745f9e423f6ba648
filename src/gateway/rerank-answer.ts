import type { Deployment, ModelGroup } from '../config/deployment.ts'
import type { TraceStep } from '../errors/trace-step.ts'
import { type Ranking, rank } from '../rerank/rank.ts'
import type { RerankRequest } from '../rerank/rerank-request.ts'
import type { Usage } from '../rerank/usage.ts'
import type { RoutedScores } from '../router/router.ts'
import { costOf } from './cost.ts'
import { type Degradation, degradation } from './degradation.ts'
import type { FirstAnswer } from './first-answer.ts'
import type { RequestTrace } from './request-trace.ts'
import { showScores } from './show-scores.ts'

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
  /** Attempts after the first, at the score space that answered. */
  readonly retries: number
  /** Score spaces that were tried in vain. */
  readonly fallbacks: number
  /** In which way it is not of the model that was asked for; undefined when it is. */
  readonly degradation: Degradation | undefined
  /** How the request went, for a caller who asked. */
  readonly steps: readonly TraceStep[] | undefined
}

/** Ranks what the leg that answered has scored. */
export function rerankAnswer(
  request: RerankRequest,
  group: ModelGroup,
  { answer: { scores, deployment, upstreamMs, retries }, leg, failed }: FirstAnswer<RoutedScores>,
  trace: RequestTrace | undefined
): RerankAnswer {
  const ranking = rank(scores.values, request.topN)
  return {
    request,
    ranking: showScores(ranking, deployment, request.normalization ?? deployment.normalization),
    usage: scores.usage,
    cost: costOf(deployment.price, scores.usage),
    deployment,
    upstreamMs,
    retries,
    fallbacks: failed,
    degradation: failed === 0 ? undefined : degradation(group, leg),
    steps: trace?.steps
  }
}
