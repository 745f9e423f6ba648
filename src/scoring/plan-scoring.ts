import type { Deployment, ScoreSpace } from '../config/deployment.ts'
import type { RerankRequest } from '../rerank/rerank-request.ts'
import type { Usage } from '../rerank/usage.ts'
import { callLimits } from './call-limits.ts'
import { chunkBounds } from './chunk-bounds.ts'
import { pairTokens } from './document-sizes.ts'
import type { LearnedLimits } from './learned-limits.ts'
import { withOriginalIndex } from './original-index.ts'
import type { PairCache } from './pair-cache.ts'
import { pairContext } from './pair-context.ts'
import { planChunks } from './plan-chunks.ts'
import { missingOf, readKnown } from './read-known.ts'
import { readyDeployment } from './ready-deployment.ts'
import { type PairSettings, requestPairs } from './request-pairs.ts'
import { checkListFits, listDigests } from './score-list.ts'
import type { CacheUse } from './scored.ts'

/** One call that would be made. */
export interface PlannedChunk {
  readonly documents: number
  /** Of the body. */
  readonly bytes: number
  readonly estimatedTokens: number
}

/** What a request would do. */
export interface ScoringPlan {
  /** Whose limits, price and wire it is reckoned with. */
  readonly deployment: Deployment
  readonly chunks: readonly PlannedChunk[]
  /** An estimate. Search units are counted where the provider bills by them. */
  readonly usage: Usage
  readonly cache: CacheUse | undefined
  readonly warnings: readonly string[]
}

interface PlanParts {
  readonly learned: LearnedLimits
  readonly settings: PairSettings
  readonly cache: PairCache | undefined
}

/**
 * Goes the way of scoring up to where somebody would be called.
 * @param among the deployments of the space that the request may have
 */
export async function planScoring(
  space: ScoreSpace,
  request: RerankRequest,
  among: readonly Deployment[],
  { learned, settings, cache }: PlanParts
): Promise<ScoringPlan> {
  const deployment = readyDeployment({ deployments: among })
  const limits = callLimits(space, learned)
  if (!space.pointwise) {
    checkListFits(request, limits)
    const known = cache && (await readKnown(cache, listDigests(cache, space, request), request.cache, undefined))
    const isKnown = known !== undefined && missingOf(known).length === 0
    const chunks = isKnown ? [] : [plannedChunk(deployment, request)]
    return planOf(deployment, chunks, cacheUse(known, isKnown ? known.length : 0), [])
  }
  const pairs = requestPairs(request, settings)
  const known = cache && (await readKnown(cache, pairDigests(cache, space, pairs.request), request.cache, undefined))
  const missing = known && missingOf(known)
  const { documents } = pairs.request
  const wanted = missing === undefined ? documents : documents.subset(missing)
  const part = { ...pairs.request, documents: wanted }
  const chunks = planChunks(wanted.count, chunkBounds(part, limits)).map(({ start, end }) => {
    try {
      return plannedChunk(deployment, { ...part, documents: wanted.slice(start, end) })
    } catch (error) {
      throw withOriginalIndex(error, (index) => pairs.originalOf(missing?.[start + index] ?? start + index))
    }
  })
  return planOf(deployment, chunks, cacheUse(known, documents.count - (missing?.length ?? 0)), pairs.warnings)
}

function pairDigests({ digester, settings }: PairCache, space: ScoreSpace, request: RerankRequest): Uint32Array {
  return digester.digest(pairContext(space, request, settings.namespace), request.documents)
}

function plannedChunk({ provider, target }: Deployment, request: RerankRequest): PlannedChunk {
  const { documents } = request
  let estimatedTokens = 0
  for (let index = 0; index < documents.count; index++) estimatedTokens += pairTokens(request, index)
  // Written out as it would be sent, so that what cannot be sent is refused here too, as is what would not be scored.
  if (provider.kind === 'embedded') provider.check?.(request)
  const bytes =
    provider.kind === 'remote' && target !== undefined
      ? (provider.encode(target, request, Buffer.allocUnsafe).body?.length ?? 0)
      : documents.totalLiteralBytes()
  return { documents: documents.count, bytes, estimatedTokens }
}

function planOf(
  deployment: Deployment,
  chunks: readonly PlannedChunk[],
  cache: CacheUse | undefined,
  warnings: readonly string[]
): ScoringPlan {
  const tokens = chunks.reduce((sum, { estimatedTokens }) => sum + estimatedTokens, 0)
  const unit = deployment.limits.documentsPerUnit
  const units = (size: number) => chunks.reduce((sum, { documents }) => sum + Math.ceil(documents / size), 0)
  // Where nobody is called, nothing is paid for, by whatever measure.
  const searchUnits = unit === undefined ? (chunks.length === 0 ? 0 : undefined) : units(unit)
  return { deployment, chunks, usage: { promptTokens: tokens, totalTokens: tokens, searchUnits }, cache, warnings }
}

function cacheUse(known: Float64Array | undefined, hits: number): CacheUse | undefined {
  return known && { hits, total: known.length, key: undefined }
}
