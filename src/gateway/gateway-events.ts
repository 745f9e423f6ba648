import type { LearnedLimit } from '../scoring/learned-limits.ts'
import type { RefusedKey } from '../store/redis-store.ts'
import type { SharedRedisStatus } from './shared-redis.ts'

/** What happens in a gateway that no caller is told of: for a log. */
export interface GatewayEvents {
  /** A provider takes less than was thought. Once for each limit. */
  limitLearned(limit: LearnedLimit): void
  /** Redis has come or gone. */
  redisChanged(status: SharedRedisStatus): void
  /** Redis does nothing for one key, which is therefore not shared. Once for each. */
  redisRefused(refusal: RefusedKey): void
  /** A round of health checks ended in a bug. */
  checksBroke(error: unknown): void
}

export const silentEvents: GatewayEvents = {
  limitLearned: () => undefined,
  redisChanged: () => undefined,
  redisRefused: () => undefined,
  checksBroke: () => undefined
}
