import type { Environment } from '../providers/provider.ts'
import { completeRedis, redisVariable } from './complete-redis.ts'
import { type GivenRedis, readRedis } from './read-redis.ts'
import type { Settings } from './read-settings.ts'
import type { RedisSettings } from './redis-settings.ts'
import type { Report } from './report.ts'
import type { SettingPath } from './setting-path.ts'

/** The Redis of each place that can name one. */
export interface FoundRedis {
  /** Of `router_settings`. */
  readonly router: RedisSettings | undefined
  /** Of `cache_params`, else of `router_settings`, else of the environment: looked for when there is a cache. */
  readonly ofCache: () => RedisSettings | undefined
}

type Part = keyof GivenRedis

/** Finds out which Redis is meant. As with LiteLLM the environment fills in what a file leaves out. */
export function findRedis(
  { router, litellm }: Pick<Settings, 'router' | 'litellm'>,
  environment: Environment,
  report: Report
): FoundRedis {
  const written = {
    url: router.redis_url,
    host: router.redis_host,
    port: router.redis_port,
    username: router.redis_username,
    password: router.redis_password,
    db: router.redis_db,
    ssl: router.redis_ssl
  }
  const ofRouter = (part: Part) => ['router_settings', `redis_${part}`]
  const ofParams = (part: Part) => ['litellm_settings', 'cache_params', part]
  if (!isNamed(written)) warnOfNameless(written, ofRouter)
  const routers = isNamed(written) ? found(written, ofRouter) : undefined
  return {
    router: routers,
    ofCache: () => {
      const { url, host, port, username, password, db, ssl } = litellm.cache_params ?? {}
      const own = { url, host, port, username, password, db, ssl }
      const isRouters = !isNamed(own) && isNamed(written)
      if (isRouters || !isNamed(completeRedis(own, environment, report))) warnOfNameless(own, ofParams)
      return isRouters ? routers : found(own, ofParams)
    }
  }

  function warnOfNameless(own: GivenRedis, at: (part: Part) => SettingPath): void {
    for (const [part, value] of Object.entries(own) as [Part, unknown][]) {
      if (value === undefined || value === '') continue
      report.warn(at(part), `has no effect without ${at('host').at(-1)} or ${at('url').at(-1)}`)
    }
  }

  function found(own: GivenRedis, at: (part: Part) => SettingPath): RedisSettings | undefined {
    const placeOf = (part: Part) => (own[part] ? at(part) : ['environment_variables', redisVariable(part)])
    return readRedis(completeRedis(own, environment, report), placeOf, report)
  }
}

function isNamed({ url, host }: GivenRedis): boolean {
  return Boolean(url || host)
}
