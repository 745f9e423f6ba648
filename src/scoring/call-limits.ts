import type { ScoreSpace } from '../config/deployment.ts'
import type { LearnedLimits } from './learned-limits.ts'

/** What any deployment of a space takes in one call; without bound is infinite. */
export interface CallLimits {
  readonly maxDocuments: number
  readonly maxBytes: number
  readonly maxTokens: number
  /** What is billed as one. */
  readonly documentsPerUnit: number
}

/**
 * The tightest limits of the space's deployments, so that each of them can take every call. One that cannot be called has no
 * say.
 */
export function callLimits({ deployments }: ScoreSpace, learned: LearnedLimits): CallLimits {
  let maxDocuments = Number.POSITIVE_INFINITY
  let maxBytes = Number.POSITIVE_INFINITY
  let maxTokens = Number.POSITIVE_INFINITY
  let documentsPerUnit = 1
  for (const { liveId, limits, missing } of deployments) {
    if (missing !== undefined) continue
    const seen = learned.of(liveId)
    maxDocuments = Math.min(maxDocuments, limits.maxDocuments, seen?.maxDocuments ?? maxDocuments)
    maxBytes = Math.min(maxBytes, limits.maxBytes, seen?.maxBytes ?? maxBytes)
    maxTokens = Math.min(maxTokens, limits.maxTokens ?? maxTokens)
    documentsPerUnit = Math.max(documentsPerUnit, limits.documentsPerUnit ?? 1)
  }
  return { maxDocuments, maxBytes, maxTokens, documentsPerUnit }
}
