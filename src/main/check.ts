import type { Config } from '../config/config.ts'
import type { Deployment } from '../config/deployment.ts'
import type { RedisSettings } from '../config/redis-settings.ts'
import { shownAddress } from '../config/shown-address.ts'
import { columns, type Terminal } from './terminal.ts'

/**
 * Prints what a configuration comes down to: who answers to which name, where, and which secrets are set; never their values.
 * @returns the exit code
 */
export function printPlan(config: Config, { say, paint }: Terminal): number {
  say(paint.strong('models'))
  for (const line of columns(config.deployments.map(deploymentCells))) say(`  ${line}`)
  for (const { pattern } of config.wildcards) say(`  ${pattern}  any model that matches`)
  if (config.aliases.size > 0) {
    say(paint.strong('aliases'))
    for (const line of columns([...config.aliases].map(([name, { group }]) => [name, `-> ${group}`]))) say(`  ${line}`)
  }
  say(paint.strong('routing'))
  for (const line of columns(routingCells(config))) say(`  ${line}`)
  const entries = [...config.deployments, ...config.wildcards.flatMap(({ samples }) => samples)]
  say(paint.strong('secrets'))
  const secrets = [
    ['master key', stateOf(config.masterKey, 'not set: only this machine may ask')],
    ...entries.map((deployment) => [deployment.alias, secretState(deployment)]),
    ...redisPasswords(config)
  ]
  for (const line of columns(secrets)) say(`  ${line}`)
  const unready = entries.filter(({ missing }) => missing !== undefined)
  for (const { alias, id, missing } of unready) say(paint.bad(`not ready: ${alias} (${id}): ${missing}`))
  return 0
}

function routingCells({ routing, scoring, sharedState, timeoutMs }: Config): string[][] {
  const { cache } = scoring
  const kept = cache && `${redisName(cache.redis)}, ${cache.ttlMs / 1000} s${cache.isOptIn ? ', when asked for' : ''}`
  return [
    ['strategy', routing.strategy],
    ['retries', `${routing.retries}, within ${timeoutMs / 1000} s`],
    ...Array.from(routing.fallbacks, ([group, others]) => ['fallbacks', `${group} -> ${others.join(', ') || 'none'}`]),
    ...(routing.defaultFallbacks.length === 0
      ? []
      : [['fallbacks', `any other -> ${routing.defaultFallbacks.join(', ')}`]]),
    ['cache', kept ?? 'none'],
    ...(sharedState === undefined ? [] : [['shared state', redisName(sharedState)]])
  ]
}

function redisName(redis: RedisSettings | undefined): string {
  if (redis === undefined) return 'in this process'
  const { host, port, database, isEncrypted } = redis
  return `redis ${host}:${port} database ${database}${isEncrypted ? ' over TLS' : ''}`
}

/** One Redis may serve for both. */
function redisPasswords({ scoring, sharedState }: Config): string[][] {
  const used = new Set([sharedState, scoring.cache?.redis])
  return [...used].flatMap((redis) =>
    redis === undefined ? [] : [[`redis ${redis.host}`, stateOf(redis.password, 'no password')]]
  )
}

function deploymentCells(deployment: Deployment): string[] {
  const { alias, model, target, limits, id } = deployment
  const where = target === undefined ? 'in this process' : (shownAddress(deployment) ?? 'address not set')
  return [alias, model, where, `at most ${limits.maxDocuments} documents`, `id ${id}`]
}

function secretState({ target }: Deployment): string {
  return target === undefined ? 'needs none' : stateOf(target.secret, 'not set')
}

function stateOf(secret: object | undefined, otherwise: string): string {
  return secret === undefined ? otherwise : 'set'
}
