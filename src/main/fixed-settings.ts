import type { Config } from '../config/config.ts'
import type { RedisSettings } from '../config/redis-settings.ts'

/** Settings that a running process keeps, and whether two configurations agree on them. */
const fixedSettings: readonly (readonly [string, (one: Config, other: Config) => boolean])[] = [
  ['router_settings.redis_*', (one, other) => areSameRedis(one.sharedState, other.sharedState)],
  ['litellm_settings.cache_params', (one, other) => areSameRedis(one.scoring.cache?.redis, other.scoring.cache?.redis)]
]

/** What differs in the new configuration though it cannot take effect before a restart. */
export function changedFixedSettings(running: Config, loaded: Config): string[] {
  return fixedSettings.flatMap(([name, isSame]) => (isSame(running, loaded) ? [] : name))
}

function areSameRedis(one: RedisSettings | undefined, other: RedisSettings | undefined): boolean {
  if (one === undefined || other === undefined) return one === other
  const names = ['host', 'port', 'username', 'database', 'isEncrypted'] as const
  const isSamePassword = one.password === other.password || one.password?.equals(other.password) === true
  return isSamePassword && names.every((name) => one[name] === other[name])
}
