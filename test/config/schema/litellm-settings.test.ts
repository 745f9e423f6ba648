import t from 'tap'
import { litellmSettingsSchema } from '../../../src/config/schema/litellm-settings.ts'
import { settingsOf } from './settings-of.ts'

t.test('callbacks may be one name or a list of anything', async (t) => {
  const value = {
    callbacks: 'prometheus',
    success_callback: ['langfuse', { custom: 1 }],
    cache_params: { type: 'redis', ttl: 5 }
  }
  t.strictSame(settingsOf(litellmSettingsSchema, value), { read: value, faults: [] })
})

t.test('what they cannot be is a fault', async (t) => {
  t.strictSame(settingsOf(litellmSettingsSchema, { callbacks: 5, cache: 'redis', request_timeout: -1 }).faults, [
    'callbacks: must be a list or a string, not a number',
    'cache: must be true or false, not "redis"',
    'request_timeout: must be above 0, not -1'
  ])
})
