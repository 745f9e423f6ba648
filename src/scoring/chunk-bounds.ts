import type { RerankRequest } from '../rerank/rerank-request.ts'
import type { CallLimits } from './call-limits.ts'
import { documentBytes, frameBytesOf, pairTokens } from './document-sizes.ts'
import type { ChunkBounds, Measure } from './plan-chunks.ts'

/** A call's limits as bounds for chunks of this request's documents. What is without limit is not measured. */
export function chunkBounds(request: RerankRequest, limits: CallLimits): ChunkBounds {
  const measures: Measure[] = []
  const { maxDocuments, maxBytes, maxTokens, documentsPerUnit } = limits
  if (maxBytes < Number.MAX_SAFE_INTEGER) {
    const most = maxBytes - frameBytesOf(request)
    measures.push({ most, weigh: (index) => documentBytes(request, index) })
  }
  if (maxTokens < Number.MAX_SAFE_INTEGER) {
    measures.push({ most: maxTokens, weigh: (index) => pairTokens(request, index) })
  }
  return { maxDocuments: Math.max(1, maxDocuments), measures, unit: documentsPerUnit }
}

/** Whether all documents of the request fit into one call. Checked before anything is planned: most requests do. */
export function fitsOneCall({ documents: { count } }: RerankRequest, { maxDocuments, measures }: ChunkBounds): boolean {
  if (count > maxDocuments) return false
  return measures.every(({ most, weigh }) => {
    let sum = 0
    for (let index = 0; index < count; index++) sum += weigh(index)
    return sum <= most
  })
}
