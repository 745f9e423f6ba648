import { randomUUID } from 'node:crypto'
import type { Clock } from '../clock/clock.ts'
import type { After } from '../clock/timers.ts'
import type { Config } from '../config/config.ts'
import type { RedisSettings } from '../config/redis-settings.ts'
import type { SharedState } from '../router/shared-state.ts'
import { StoredState } from '../router/stored-state.ts'
import { loadRedisClient, openRedisClient } from '../store/redis-client.ts'
import type { RedisConnection } from '../store/redis-connection.ts'
import { RedisLink, type RedisStatus } from '../store/redis-link.ts'
import { type RefusedKey, redisStore } from '../store/redis-store.ts'

const keyPrefix = 'rankgate:'

export interface SharedRedisParts {
  readonly clock: Clock
  readonly after: After
  readonly random: () => number
  /** Told when a Redis has come or gone. */
  readonly changed: (status: SharedRedisStatus) => void
  /** Told once of a key that Redis does nothing for. */
  readonly refused: (refusal: RefusedKey) => void
}

/** How it stands with one Redis, and what it is for. */
export interface SharedRedisStatus extends RedisStatus {
  readonly holds: 'shared state' | 'cache'
}

/** What this process shares with others through Redis. Connects to nothing until something is asked. */
export interface SharedRedis {
  readonly state: SharedState | undefined
  /** For scores. */
  readonly cache: RedisConnection | undefined
  /** Loads what the first connection would have to load. */
  prepare(): Promise<void>
  /** Looks after each connection, and so opens it where there is none. */
  statuses(): readonly SharedRedisStatus[]
  close(): void
}

/** One connection for each use, even to the same Redis: what works for one must not hide that the other fails. */
export function sharedRedis({ sharedState, scoring }: Config, parts: SharedRedisParts): SharedRedis {
  const stateLink = sharedState && linkTo(sharedState, 'shared state')
  const cacheLink = scoring.cache?.redis && linkTo(scoring.cache.redis, 'cache')
  const state = stateLink && storedState(stateLink, parts)
  return {
    state,
    cache: cacheLink,
    prepare: async () => {
      if (stateLink !== undefined || cacheLink !== undefined) await loadRedisClient()
    },
    statuses: () => [
      ...(stateLink === undefined ? [] : [{ holds: 'shared state', ...stateLink.status() } as const]),
      ...(cacheLink === undefined ? [] : [{ holds: 'cache', ...cacheLink.status() } as const])
    ],
    close: () => {
      state?.close()
      stateLink?.close()
      cacheLink?.close()
    }
  }

  function linkTo(settings: RedisSettings, holds: SharedRedisStatus['holds']): RedisLink {
    const changed = (status: RedisStatus): void => parts.changed({ holds, ...status })
    return new RedisLink(settings, { ...parts, changed, open: openRedisClient, epochNow: Date.now })
  }
}

function storedState(link: RedisLink, { after, refused }: SharedRedisParts): StoredState {
  const store = redisStore(link, keyPrefix, refused)
  return new StoredState({ store, self: randomUUID(), epochNow: Date.now, after })
}
