import { randomBytes } from 'node:crypto'
import type { Clock } from '../clock/clock.ts'
import type { CacheSettings } from '../config/scoring-settings.ts'
import type { CacheWishes } from '../rerank/rerank-request.ts'
import { createMemoryPairStore } from '../store/memory-pair-store.ts'
import type { PairStore } from '../store/pair-store.ts'
import type { RedisConnection } from '../store/redis-connection.ts'
import { createRedisPairStore } from '../store/redis-pair-store.ts'
import type { PairDigester } from './digest/pair-digester.ts'
import { shaPairDigester } from './digest/sha-pair-digester.ts'
import { sipPairDigester } from './digest/sip-pair-digester.ts'
import { Flights } from './flights.ts'

/** Everything about scores that are known already or about to be. */
export interface PairCache {
  readonly settings: CacheSettings
  readonly store: PairStore
  readonly digester: PairDigester
  readonly flights: Flights
}

/** @param redis what shared scores are kept in; undefined keeps them in this process */
export function createPairCache(settings: CacheSettings, clock: Clock, redis: RedisConnection | undefined): PairCache {
  const flights = new Flights()
  if (redis === undefined) {
    const store = createMemoryPairStore(settings.maxBytes, clock)
    return { settings, store, digester: sipPairDigester(randomBytes(16)), flights }
  }
  const prefix = `${settings.namespace === '' ? 'rankgate' : settings.namespace}:score:`
  return { settings, store: createRedisPairStore(redis, prefix, Date.now), digester: shaPairDigester(), flights }
}

/** Whether a request takes part at all. */
export function isCacheWanted({ settings }: PairCache, { isWanted }: CacheWishes): boolean {
  return isWanted ?? !settings.isOptIn
}
