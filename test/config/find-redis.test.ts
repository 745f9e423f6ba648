import t from 'tap'
import { findRedis } from '../../src/config/find-redis.ts'
import { givenSettings } from './given-settings.ts'

/** The hosts that are found, and what is told. */
function find(root: object, environment: Readonly<Record<string, string>> = {}) {
  const { settings, report, faults, warnings } = givenSettings(root)
  const { router, ofCache } = findRedis(settings, environment, report)
  const cache = ofCache()
  return { router, cache, hosts: [router?.host, cache?.host], faults: faults(), warnings: warnings() }
}

const router_settings = { redis_host: 'of-router', redis_password: 'r' }
const litellm_settings = { cache_params: { host: 'of-cache', db: 2 } }

t.test("the cache takes its own Redis, else the router's, else the environment's", async (t) => {
  const environment = { REDIS_HOST: 'of-environment' }
  t.strictSame(find({ router_settings, litellm_settings }, environment).hosts, ['of-router', 'of-cache'])
  const shared = find({ router_settings }, environment)
  t.equal(shared.cache, shared.router, 'one and the same, so that one connection will do')
  t.strictSame(find({ litellm_settings }, environment).hosts, [undefined, 'of-cache'])
  t.strictSame(find({}, environment).hosts, [undefined, 'of-environment'])
  t.strictSame(find({}).hosts, [undefined, undefined])
})

t.test('the environment completes what a file says', async (t) => {
  const { router, cache } = find({ router_settings, litellm_settings }, { REDIS_PASSWORD: 'e', REDIS_PORT: '7000' })
  t.match(router, { port: 7000, database: 0 })
  t.equal(router?.password?.reveal(), 'r')
  t.match(cache, { port: 7000, database: 2 })
  t.equal(cache?.password?.reveal(), 'e')
})

t.test('a fault is told of where it was written', async (t) => {
  t.strictSame(find({ router_settings: { redis_url: 'x' } }).faults, [
    'f router_settings.redis_url: must be a URL such as redis://user:password@host:6379/0'
  ])
  t.match(find({ litellm_settings: { cache_params: { host: 'a:1' } } }).faults, [
    /^f litellm_settings\.cache_params\.host: /
  ])
  t.match(find({}, { REDIS_URL: 'x' }).faults, [/^f environment_variables\.REDIS_URL: /])
})

t.test('what stands beside no host is told of, where nothing makes use of it', async (t) => {
  const nameless = { redis_port: 7000, redis_password: 'canary' }
  t.strictSame(find({ router_settings: nameless }, { REDIS_HOST: 'of-environment' }).warnings, [
    'f router_settings.redis_port: has no effect without redis_host or redis_url',
    'f router_settings.redis_password: has no effect without redis_host or redis_url'
  ])
  const cache = { litellm_settings: { cache_params: { port: 7000 } } }
  const warning = 'f litellm_settings.cache_params.port: has no effect without host or url'
  t.strictSame(find(cache).warnings, [warning])
  t.strictSame(find({ ...cache, router_settings }).warnings, [warning])
  const completed = find(cache, { REDIS_HOST: 'of-environment' })
  t.strictSame([completed.cache?.port, completed.warnings], [7000, []])
})
