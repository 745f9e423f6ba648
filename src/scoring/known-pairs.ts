import type { ScoreSpace } from '../config/deployment.ts'
import type { RerankRequest } from '../rerank/rerank-request.ts'
import type { ScoreBounds } from './called.ts'
import type { PairCache } from './pair-cache.ts'
import { pairContext } from './pair-context.ts'
import { missingOf, readKnown } from './read-known.ts'
import { listDigests } from './score-list.ts'
import type { ScoredPairs } from './score-pairs.ts'

/** The scores of a request whose pairs are all kept; undefined where one is missing. Nobody is called or waited for. */
export async function knownPairs(
  cache: PairCache,
  space: ScoreSpace,
  request: RerankRequest,
  bounds: ScoreBounds
): Promise<ScoredPairs | undefined> {
  if (!request.cache.reads) return undefined
  const { digester, settings } = cache
  const digests = space.pointwise
    ? digester.digest(pairContext(space, request, settings.namespace), request.documents)
    : listDigests(cache, space, request)
  const values = await readKnown(cache, digests, request.cache, bounds)
  return missingOf(values).length > 0 ? undefined : { values, calls: [], hits: values.length, digests }
}
