import t from 'tap'
import { findRedis } from '../../src/config/find-redis.ts'
import { readCache } from '../../src/config/read-cache.ts'
import { givenSettings } from './given-settings.ts'

function read(root: object, environment: Readonly<Record<string, string>> = {}) {
  const { settings, report, faults, warnings } = givenSettings(root)
  const cache = readCache(settings, findRedis(settings, environment, report), report)
  return { cache, faults: faults(), warnings: warnings() }
}

const withParams = (cache_params: object, environment: Readonly<Record<string, string>> = {}) =>
  read({ litellm_settings: { cache: true, cache_params } }, environment)

t.test('no score is kept unless somebody says so', async (t) => {
  t.equal(read({}).cache, undefined)
  t.equal(read({ litellm_settings: { cache: false }, rankgate: { cache: {} } }).cache, undefined)
})

t.test("LiteLLM's switch and rankgate's own settings each turn it on", async (t) => {
  const usual = { ttlMs: 600_000, maxBytes: 67_108_864, namespace: 'rankgate', redis: undefined, isOptIn: false }
  t.strictSame(read({ litellm_settings: { cache: true } }), { cache: usual, faults: [], warnings: [] })
  t.strictSame(read({ rankgate: { cache: {} } }).cache, usual)
})

t.test('time, namespace, mode and memory are as configured; of two times the one under rankgate counts', async (t) => {
  const cache_params = { type: 'local', ttl: 5, namespace: 'n', mode: 'default_off' }
  t.match(withParams(cache_params).cache, { ttlMs: 5000, namespace: 'n', isOptIn: true, redis: undefined })
  const both = read({ litellm_settings: { cache: true, cache_params }, rankgate: { cache: { ttl: 7, max_bytes: 9 } } })
  t.match(both.cache, { ttlMs: 7000, maxBytes: 9 })
})

t.test('a Redis is used where one is named, unless the type says local', async (t) => {
  const environment = { REDIS_HOST: 'cache' }
  t.equal(withParams({ type: 'redis', host: 'own' }).cache?.redis?.host, 'own')
  t.equal(withParams({}, environment).cache?.redis?.host, 'cache')
  t.equal(withParams({ type: 'local' }, environment).cache?.redis, undefined)
})

t.test('a Redis that nobody names leaves the memory of the process, and says so', async (t) => {
  const { cache, warnings } = withParams({ type: 'redis' })
  t.equal(cache?.redis, undefined)
  t.strictSame(warnings, [
    'f litellm_settings.cache_params.type: names no Redis, and no other setting or REDIS_HOST does: scores are kept in this process alone'
  ])
  const broken = withParams({ type: 'redis', url: 'x' })
  t.equal(broken.faults.length, 1)
  t.strictSame(broken.warnings, [], 'the fault says enough')
})

t.test("a cache for chats alone, and one of LiteLLM's other kinds, keep no score", async (t) => {
  for (const types of [['rerank'], ['acompletion', 'arerank']]) {
    t.ok(withParams({ supported_call_types: types }).cache, types.join())
  }
  t.strictSame(withParams({ supported_call_types: ['acompletion'] }), {
    cache: undefined,
    faults: [],
    warnings: [
      'f litellm_settings.cache_params.supported_call_types: names neither rerank nor arerank: no score is kept'
    ]
  })
  t.strictSame(withParams({ type: 's3', s3_bucket_name: 'b' }), {
    cache: undefined,
    faults: [],
    warnings: [
      "f litellm_settings.cache_params.s3_bucket_name: is LiteLLM's and not used by rankgate",
      'f litellm_settings.cache_params.type: "s3" is LiteLLM\'s and not used by rankgate: no score is kept; write local or redis'
    ]
  })
})

t.test('parameters of no cache have no effect, and that is told once nobody turned it off', async (t) => {
  t.strictSame(read({ litellm_settings: { cache_params: { ttl: 5 } } }).warnings, [
    'f litellm_settings.cache_params: has no effect without litellm_settings.cache: true'
  ])
  t.strictSame(read({ litellm_settings: { cache: false, cache_params: { ttl: 5 } } }).warnings, [])
})
