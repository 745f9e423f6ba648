import t from 'tap'
import { systemClock } from '../../src/clock/clock.ts'
import { detachedAfter } from '../../src/clock/timers.ts'
import { type SharedRedisStatus, sharedRedis } from '../../src/gateway/shared-redis.ts'
import { configOf } from '../start-gateway.ts'

const model_list = [{ model_name: 'rerank', litellm_params: { model: 'local/lexical' } }]

function shared(t: Tap, settings: object) {
  const changes: SharedRedisStatus[] = []
  const redis = sharedRedis(configOf({ model_list, ...settings }), {
    clock: systemClock,
    after: detachedAfter,
    random: () => 0,
    changed: (status) => changes.push(status),
    refused: () => undefined
  })
  t.teardown(() => redis.close())
  return { redis, changes }
}

type Tap = { teardown(end: () => void): void }

t.test('without a Redis nothing is shared', async (t) => {
  const { redis } = shared(t, {})
  t.equal(redis.state, undefined)
  t.equal(redis.cache, undefined)
  t.strictSame(redis.statuses(), [])
  await redis.prepare()
})

t.test('each use has a connection and a status of its own, and a Redis that is not there harms nobody', async (t) => {
  const { redis, changes } = shared(t, {
    router_settings: { redis_host: '127.0.0.1', redis_port: 1 },
    litellm_settings: { cache: true, cache_params: { type: 'redis' } }
  })
  t.match(redis.statuses(), [
    { holds: 'shared state', redis: 'connecting' },
    { holds: 'cache', redis: 'connecting' }
  ])
  t.strictSame(redis.state?.othersUsage('a1'), { requests: 0, tokens: 0 })
  t.equal(redis.cache?.isUsable(), false)
  while (changes.length < 2) await new Promise(setImmediate)
  t.match(
    changes.toSorted((one, other) => (one.holds < other.holds ? -1 : 1)),
    [
      { holds: 'cache', redis: 'unreachable', reason: /ECONNREFUSED/ },
      { holds: 'shared state', redis: 'unreachable', reason: /ECONNREFUSED/ }
    ]
  )
})
