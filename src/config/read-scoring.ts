import type { FoundRedis } from './find-redis.ts'
import { readCache } from './read-cache.ts'
import type { Settings } from './read-settings.ts'
import type { Report } from './report.ts'
import type { LongDocuments, ScoringSettings } from './scoring-settings.ts'

const defaultFanout = 4
/** Of a passage, where `overlap` does not say. */
const defaultShare = 1 / 8

/** Reads how scores are got: `rankgate.max_fanout`, `deduplicate`, `long_documents` and the cache. */
export function readScoring(
  settings: Pick<Settings, 'litellm' | 'rankgate'>,
  redis: FoundRedis,
  report: Report
): ScoringSettings {
  const { max_fanout, deduplicate, long_documents } = settings.rankgate
  return Object.freeze({
    maxFanout: max_fanout ?? defaultFanout,
    deduplicates: deduplicate ?? true,
    cache: readCache(settings, redis, report),
    longDocuments: readLongDocuments(long_documents, report)
  })
}

function readLongDocuments(written: Settings['rankgate']['long_documents'], report: Report): LongDocuments | undefined {
  // Without its max_tokens it is at fault, and reported.
  if (written?.max_tokens === undefined) return undefined
  const { max_tokens: maxTokens, overlap = Math.floor(maxTokens * defaultShare) } = written
  if (overlap > maxTokens / 2) {
    const message = `must be at most half of max_tokens, ${Math.floor(maxTokens / 2)}: more would only multiply the passages`
    report.fault(['rankgate', 'long_documents', 'overlap'], message)
  }
  return Object.freeze({ maxTokens, overlap })
}
