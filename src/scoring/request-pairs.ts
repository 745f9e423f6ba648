import type { ScoringSettings } from '../config/scoring-settings.ts'
import type { RerankRequest } from '../rerank/rerank-request.ts'
import { distinctDocuments } from './distinct-documents.ts'
import { cutLongDocuments } from './long-documents.ts'

/** What of a request is to be scored, and how its documents' scores come of that. */
export interface RequestPairs {
  /** With every distinct document, or passage of a long one, once. The request itself where that is what it is. */
  readonly request: RerankRequest
  /** The caller's index of one of these. */
  readonly originalOf: (index: number) => number
  /** The scores of the caller's documents. */
  readonly spread: (values: Float64Array) => Float64Array
  readonly warnings: readonly string[]
}

export type PairSettings = Pick<ScoringSettings, 'longDocuments' | 'deduplicates'>

/** Looks for documents that are too long, and for those that are the same. */
export function requestPairs(
  request: RerankRequest,
  { longDocuments: long, deduplicates }: PairSettings
): RequestPairs {
  const cut = long && cutLongDocuments(request.documents, long, request.options.maxChunksPerDocument)
  const documents = cut?.documents ?? request.documents
  const distinct = deduplicates ? distinctDocuments(documents) : undefined
  if (cut === undefined && distinct === undefined) {
    return { ...asTheyAre, request }
  }
  return {
    request: { ...request, documents: distinct === undefined ? documents : documents.subset(distinct.firsts) },
    originalOf: (index) => {
      const item = distinct === undefined ? index : (distinct.firsts[index] ?? 0)
      return cut === undefined ? item : (cut.owners[item] ?? 0)
    },
    spread: (values) => {
      const all = distinct === undefined ? values : Float64Array.from(distinct.places, (place) => values[place] ?? 0)
      return cut === undefined ? all : bestOf(all, cut.owners, request.documents.count)
    },
    warnings: cut === undefined ? [] : [cut.warning]
  }
}

/** Most requests are scored as they came: nothing is made for those. */
const asTheyAre = {
  originalOf: (index: number): number => index,
  spread: (values: Float64Array): Float64Array => values,
  warnings: []
}

/** A long document is as good as its best passage. */
function bestOf(values: Float64Array, owners: Uint32Array, count: number): Float64Array {
  const best = new Float64Array(count).fill(Number.NEGATIVE_INFINITY)
  for (const [at, owner] of owners.entries()) {
    best[owner] = Math.max(best[owner] ?? Number.NEGATIVE_INFINITY, values[at] ?? Number.NEGATIVE_INFINITY)
  }
  return best
}
