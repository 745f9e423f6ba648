import type { ScoreSpace } from '../config/deployment.ts'
import { GatewayError } from '../errors/gateway-error.ts'
import { Documents } from '../rerank/documents.ts'
import type { RerankRequest } from '../rerank/rerank-request.ts'
import type { CallLimits } from './call-limits.ts'
import type { CallChunk, ScoreBounds } from './called.ts'
import type { PairCache } from './pair-cache.ts'
import { pairContext } from './pair-context.ts'
import { missingOf, readKnown } from './read-known.ts'
import type { ScoredPairs } from './score-pairs.ts'

export interface ListCall {
  readonly space: ScoreSpace
  readonly request: RerankRequest
  readonly limits: CallLimits
  readonly callChunk: CallChunk
  readonly bounds: ScoreBounds
}

/**
 * Scores a list with a model whose scores depend on the other documents: in one call or not at all. Only the same list in the
 * same order is known again.
 * @throws GatewayError `over_limit`
 */
export async function scoreList(
  { space, request, limits, callChunk, bounds }: ListCall,
  cache: PairCache | undefined
): Promise<ScoredPairs> {
  checkListFits(request, limits)
  if (cache === undefined) {
    const called = await callChunk(request, bounds.signal)
    return { values: called.scores.values, calls: [called], hits: 0, digests: undefined }
  }
  const { stores, ttlMs = cache.settings.ttlMs } = request.cache
  const digests = listDigests(cache, space, request)
  const known = await readKnown(cache, digests, request.cache, bounds)
  if (missingOf(known).length === 0) return { values: known, calls: [], hits: known.length, digests }
  const called = await callChunk(request, bounds.signal)
  if (stores) cache.store.write(digests, called.scores.values, ttlMs)
  return { values: called.scores.values, calls: [called], hits: 0, digests }
}

/** One for each place in the list, and all of them different when anything in the list is. */
export function listDigests({ digester, settings }: PairCache, space: ScoreSpace, request: RerankRequest): Uint32Array {
  const { documents } = request
  const context = pairContext(space, request, settings.namespace)
  const whole = digester.digest(`${context} list`, documents)
  const places = Documents.of(Array.from({ length: documents.count }, (_, index) => String(index)))
  return digester.digest(`${context} place ${Buffer.from(whole.buffer).toString('base64')}`, places)
}

/** @throws GatewayError `over_limit` */
export function checkListFits({ documents: { count }, model }: RerankRequest, { maxDocuments }: CallLimits): void {
  if (count <= maxDocuments) return
  throw new GatewayError(
    'over_limit',
    `documents: ${count} are more than the ${maxDocuments} that "${model}" takes in one request, and they cannot be split ` +
      'into several: it scores each document by comparison with the others; send fewer, or raise ' +
      'model_info.max_documents if the model takes more',
    { param: 'documents' }
  )
}
