import { deepFreeze } from './deep-freeze.ts'
import type { FoundRedis } from './find-redis.ts'
import type { Settings } from './read-settings.ts'
import type { RedisSettings } from './redis-settings.ts'
import type { Report } from './report.ts'
import type { CacheSettings } from './scoring-settings.ts'

/** LiteLLM's, of its cache in memory. */
const defaultTtlS = 600
/** About 670,000 scores. */
const defaultBytes = 64 * 1024 * 1024
const defaultNamespace = 'rankgate'
const path = ['litellm_settings', 'cache_params']

/** Reads `litellm_settings.cache`, its `cache_params` and `rankgate.cache`; undefined: no score is kept. */
export function readCache(
  { litellm, rankgate }: Pick<Settings, 'litellm' | 'rankgate'>,
  redis: FoundRedis,
  report: Report
): CacheSettings | undefined {
  const params = litellm.cache_params ?? {}
  const own = rankgate.cache
  const isOn = litellm.cache ?? own !== undefined
  if (!isOn) {
    if (litellm.cache_params !== undefined && litellm.cache === undefined)
      report.warn(path, 'has no effect without litellm_settings.cache: true')
    return undefined
  }
  const types = params.supported_call_types
  if (types !== undefined && !types.includes('rerank') && !types.includes('arerank')) {
    report.warn([...path, 'supported_call_types'], 'names neither rerank nor arerank: no score is kept')
    return undefined
  }
  const { type } = params
  if (type !== undefined && type !== 'local' && type !== 'redis') {
    report.warn(
      [...path, 'type'],
      `"${type}" is LiteLLM's and not used by rankgate: no score is kept; write local or redis`
    )
    return undefined
  }
  const ttlS = own?.ttl ?? params.ttl ?? defaultTtlS
  return deepFreeze({
    ttlMs: Math.ceil(ttlS * 1000),
    maxBytes: own?.max_bytes ?? defaultBytes,
    namespace: params.namespace || defaultNamespace,
    redis: type === 'local' ? undefined : sharedBy(type, redis, report),
    isOptIn: params.mode === 'default_off'
  })
}

function sharedBy(type: 'redis' | undefined, redis: FoundRedis, report: Report): RedisSettings | undefined {
  const found = redis.ofCache()
  if (found === undefined && type === 'redis' && report.faults.length === 0) {
    const message = 'names no Redis, and no other setting or REDIS_HOST does: scores are kept in this process alone'
    report.warn([...path, 'type'], message)
  }
  return found
}
