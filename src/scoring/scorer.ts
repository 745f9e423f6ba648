import { hash } from 'node:crypto'
import type { Clock } from '../clock/clock.ts'
import type { Deployment, ScoreSpace } from '../config/deployment.ts'
import type { ScoringSettings } from '../config/scoring-settings.ts'
import { addUsage } from '../rerank/add-usage.ts'
import type { RerankRequest } from '../rerank/rerank-request.ts'
import { callChunks } from './call-chunks.ts'
import { callLimits } from './call-limits.ts'
import type { CallChunk, ScoreBounds } from './called.ts'
import { digestWords } from './digest/pair-digester.ts'
import { GatheredScores } from './gathered-scores.ts'
import { knownPairs } from './known-pairs.ts'
import { type LearnedLimit, LearnedLimits } from './learned-limits.ts'
import { isCacheWanted, type PairCache } from './pair-cache.ts'
import { planScoring, type ScoringPlan } from './plan-scoring.ts'
import { readyDeployment } from './ready-deployment.ts'
import { type PairSettings, requestPairs } from './request-pairs.ts'
import { scoreList } from './score-list.ts'
import { type ScoredPairs, scorePairs } from './score-pairs.ts'
import type { CacheUse, Scored } from './scored.ts'

/** Gets one score for each document of a request from one space, through as few calls as will do. */
export interface Scorer {
  /** @throws GatewayError, when nobody reads the documents any more */
  score(space: ScoreSpace, request: RerankRequest, callChunk: CallChunk, bounds: ScoreBounds): Promise<Scored>
  /**
   * What `score` would answer without calling anybody: undefined where no cache takes part, or where it lacks a pair.
   * @throws GatewayError when the caller leaves or is late
   */
  known(space: ScoreSpace, request: RerankRequest, bounds: ScoreBounds): Promise<Scored | undefined>
  /**
   * What `score` would do now, without calling anybody.
   * @param among the deployments of the space that the request may have
   * @throws GatewayError for what could not be sent
   */
  plan(space: ScoreSpace, request: RerankRequest, among?: readonly Deployment[]): Promise<ScoringPlan>
  /** Limits that providers' refusals have taught. */
  learned(): readonly LearnedLimit[]
}

export interface ScorerParts {
  readonly settings: Pick<ScoringSettings, 'maxFanout'> & PairSettings
  /** Undefined scores everything anew. */
  readonly cache: PairCache | undefined
  readonly clock: Clock
  /** Told once of each limit that is learned. */
  readonly onLearned: (limit: LearnedLimit) => void
}

export function createScorer({ settings, cache, clock, onLearned }: ScorerParts): Scorer {
  const learned = new LearnedLimits(clock, onLearned)
  const { maxFanout } = settings
  const cacheFor = ({ cache: wishes }: RerankRequest) =>
    cache !== undefined && isCacheWanted(cache, wishes) ? cache : undefined

  return {
    async score(space, request, callChunk, bounds) {
      const wanted = cacheFor(request)
      const startedAt = clock.now()
      if (!space.pointwise) {
        const listCall = { space, request, limits: callLimits(space, learned), callChunk, bounds }
        const found = await scoreList(listCall, wanted)
        return scored(space, found, found.values, wanted, clock.now() - startedAt, [])
      }
      const pairs = requestPairs(request, settings)
      const calls = { ...pairs, space, callChunk, signal: bounds.signal, learned, maxFanout }
      let found: ScoredPairs
      if (wanted === undefined) {
        const gathered = new GatheredScores(pairs.request.documents.count)
        const called = await callChunks(calls, (start, gained) => gathered.take(start, gained))
        found = { values: gathered.values, calls: called, hits: 0, digests: undefined }
      } else found = await scorePairs(wanted, calls, bounds)
      return scored(space, found, pairs.spread(found.values), wanted, clock.now() - startedAt, pairs.warnings)
    },
    async known(space, request, bounds) {
      const wanted = cacheFor(request)
      if (wanted === undefined) return undefined
      const startedAt = clock.now()
      const pairs = space.pointwise ? requestPairs(request, settings) : undefined
      const found = await knownPairs(wanted, space, pairs?.request ?? request, bounds)
      if (found === undefined) return undefined
      const values = pairs?.spread(found.values) ?? found.values
      return scored(space, found, values, wanted, clock.now() - startedAt, pairs?.warnings ?? [])
    },
    plan: async (space, request, among = space.deployments) =>
      planScoring(space, request, among, { learned, settings, cache: cacheFor(request) }),
    learned: () => learned.list()
  }
}

function scored(
  space: ScoreSpace,
  { values: pairs, calls, hits, digests }: ScoredPairs,
  values: Float64Array,
  cache: PairCache | undefined,
  waitedMs: number,
  warnings: readonly string[]
): Scored {
  const [first] = calls
  const isOne = calls.length === 1 && first !== undefined
  return {
    scores: { values, usage: isOne ? first.scores.usage : addUsage(calls.map(({ scores }) => scores.usage)) },
    deployment: first?.deployment ?? readyDeployment(space),
    upstreamMs: isOne ? first.upstreamMs : waitedMs,
    retries: isOne ? first.retries : calls.reduce((sum, { retries }) => sum + retries, 0),
    cache: cache && cacheUse(hits, pairs.length, digests),
    warnings
  }
}

function cacheUse(hits: number, total: number, digests: Uint32Array | undefined): CacheUse {
  return { hits, total, key: hits === total && digests !== undefined ? nameOf(digests) : undefined }
}

/** The same for the same pairs in any order. Hashed once more, since the digests themselves are nobody's business. */
function nameOf(digests: Uint32Array): string {
  const all = new Uint32Array(digestWords)
  for (let at = 0; at < digests.length; at++) all[at % digestWords] = (all[at % digestWords] ?? 0) ^ (digests[at] ?? 0)
  return hash('sha256', new Uint8Array(all.buffer))
}
