import t from 'tap'
import { litellmParamsSchema } from '../../../src/config/schema/litellm-params.ts'
import { settingsOf } from './settings-of.ts'

t.test('a call is described by its model and what comes with it', async (t) => {
  const value = { model: 'a/b', api_key: 'k', headers: { a: 'b' }, timeout: '1.5', order: 0, rpm: 5, tags: ['x'] }
  t.strictSame(settingsOf(litellmParamsSchema, value), { read: { ...value, timeout: 1.5 }, faults: [] })
})

t.test('what no call can use is a fault', async (t) => {
  const value = { model: '', timeout: 3e9, weight: -1, max_retries: 0.5, headers: ['a'] }
  t.strictSame(settingsOf(litellmParamsSchema, value).faults, [
    'model: must not be empty',
    'timeout: must be at most 2147483, not 3000000000',
    'weight: must be at least 0, not -1',
    'max_retries: must be a whole number, not 0.5',
    'headers: must be a mapping, not a list'
  ])
})
