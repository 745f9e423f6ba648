import type { Deployment, ModelGroup } from '../config/deployment.ts'
import type { TraceStep } from '../errors/trace-step.ts'
import { type Ranking, rank } from '../rerank/rank.ts'
import type { RerankRequest } from '../rerank/rerank-request.ts'
import type { Normalization } from '../rerank/scores.ts'
import type { Usage } from '../rerank/usage.ts'
import type { CacheUse, Scored } from '../scoring/scored.ts'
import { costOf } from './cost.ts'
import { type Degradation, degradation } from './degradation.ts'
import type { FirstAnswer } from './first-answer.ts'
import type { RequestTrace } from './request-trace.ts'
import type { Leg } from './route-legs.ts'
import { applied, type ShownAs, showScores } from './show-scores.ts'

/** A request answered: the ranking, and everything that an answer's body or headers say about it. */
export interface RerankAnswer {
  readonly request: RerankRequest
  /** Scores as shown: normalised if asked for, after sorting on the raw ones. */
  readonly ranking: Ranking
  /** What the scores are; undefined where nobody has asked for anything but the provider's own. */
  readonly shownAs: ShownAs | undefined
  readonly usage: Usage
  /** US dollars; undefined is unknown. */
  readonly cost: number | undefined
  readonly deployment: Deployment
  /** Milliseconds spent waiting for the provider. */
  readonly upstreamMs: number
  /** Attempts after the first, at the score space that answered. */
  readonly retries: number
  /** How much of it was known; undefined where no cache took part. */
  readonly cache: CacheUse | undefined
  /** What there is to say about how documents were scored. */
  readonly warnings: readonly string[]
  /** Score spaces that were tried in vain. */
  readonly fallbacks: number
  /** In which way it is not of the model that was asked for; undefined when it is. */
  readonly degradation: Degradation | undefined
  /** How the request went, for a caller who asked. */
  readonly steps: readonly TraceStep[] | undefined
}

/**
 * Ranks what the leg that answered has scored.
 * @param first the leg that the request was for
 */
export function rerankAnswer(
  request: RerankRequest,
  group: ModelGroup,
  first: Leg,
  { answer, leg, failed }: FirstAnswer<Scored>,
  trace: RequestTrace | undefined
): RerankAnswer {
  const { scores, deployment, upstreamMs, retries, cache, warnings } = answer
  const ranking = rank(scores.values, request.topN)
  const normalization = request.normalization ?? deployment.normalization
  const threshold = request.scoreThreshold
  return {
    request,
    ranking: showScores(ranking, scores.values, deployment, { normalization, threshold }),
    shownAs: shownAs(request, deployment, normalization),
    usage: scores.usage,
    cost: costOf(deployment.price, scores.usage),
    deployment,
    upstreamMs,
    retries,
    cache,
    warnings,
    fallbacks: failed,
    degradation: leg === first && first.group === group ? undefined : degradation(group, first, leg),
    steps: trace?.steps
  }
}

/** Plain answers stay as small as they are. */
function shownAs(asked: RerankRequest, { provider }: Deployment, normalization: Normalization): ShownAs | undefined {
  if (normalization === 'raw' && asked.normalization === undefined && asked.scoreThreshold === undefined)
    return undefined
  return { scale: provider.scale, normalization: applied(normalization, provider) }
}
