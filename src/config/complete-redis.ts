import type { Environment } from '../providers/provider.ts'
import { environmentValue } from './environment.ts'
import type { GivenRedis } from './read-redis.ts'
import type { Report } from './report.ts'

/** Where a part of a Redis stands in the environment, as LiteLLM names it: `REDIS_HOST`. */
export function redisVariable(part: keyof GivenRedis): string {
  return `REDIS_${part.toUpperCase()}`
}

/** Fills in from the environment what a file leaves out. A variable that cannot be meant for it is told of and not used. */
export function completeRedis(own: GivenRedis, environment: Environment, report: Report): GivenRedis {
  // A host of the file must not meet the URL of the environment.
  const isNamed = Boolean(own.url || own.host)
  const text = (part: 'url' | 'host' | 'username' | 'password') =>
    own[part] || environmentValue(environment, redisVariable(part))
  return {
    url: isNamed ? own.url : text('url'),
    host: isNamed ? own.host : text('host'),
    port: own.port ?? number('port', 65_535),
    username: text('username'),
    password: text('password'),
    db: own.db ?? number('db', Number.MAX_SAFE_INTEGER),
    ssl: own.ssl ?? flag(environmentValue(environment, redisVariable('ssl')))
  }

  /** Kubernetes puts `tcp://10.0.0.7:6379` into `REDIS_PORT` when a service is called redis. */
  function number(part: 'port' | 'db', maximum: number): number | undefined {
    const value = environmentValue(environment, redisVariable(part))
    if (value === undefined || (/^\d{1,16}$/.test(value) && Number(value) <= maximum)) {
      return value === undefined ? undefined : Number(value)
    }
    report.warn(['environment_variables', redisVariable(part)], 'holds no such number, and is not used')
    return undefined
  }
}

function flag(value: string | undefined): boolean | undefined {
  return value === undefined ? undefined : /^(?:true|1|yes|on)$/i.test(value)
}
