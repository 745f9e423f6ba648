import t from 'tap'
import { routerSettingsSchema } from '../../../src/config/schema/router-settings.ts'
import { settingsOf } from './settings-of.ts'

t.test("LiteLLM's router settings are read in all their forms", async (t) => {
  const value = {
    model_group_alias: { a: 'b', c: { model: 'd', hidden: true } },
    fallbacks: [{ a: ['b', 'c'] }],
    retry_policy: { TimeoutErrorRetries: 3 },
    allowed_fails_policy: { InternalServerErrorAllowedFails: 0 },
    redis_port: '6379',
    routing_strategy: 'least-busy'
  }
  t.strictSame(settingsOf(routerSettingsSchema, value), { read: { ...value, redis_port: 6379 }, faults: [] })
})

t.test('what they cannot be is a fault', async (t) => {
  const value = { timeout: 0, model_group_alias: { a: 5, b: { hidden: true } }, fallbacks: [{ a: 'b' }], redis_port: 0 }
  t.strictSame(settingsOf(routerSettingsSchema, value).faults, [
    'timeout: must be above 0, not 0',
    'model_group_alias.a: must be a string or a mapping, not a number',
    'model_group_alias.b.model: is missing',
    'fallbacks[0].a: must be a list, not a string',
    'redis_port: must be at least 1, not 0'
  ])
})
