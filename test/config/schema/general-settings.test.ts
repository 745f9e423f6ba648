import t from 'tap'
import { generalSettingsSchema } from '../../../src/config/schema/general-settings.ts'
import { settingsOf } from './settings-of.ts'

t.test('the server is described', async (t) => {
  const value = { master_key: 'k', max_request_size_mb: 0.5, health_check_interval: 300 }
  t.strictSame(settingsOf(generalSettingsSchema, value), { read: value, faults: [] })
})

t.test('an empty key and a body of nothing are faults', async (t) => {
  t.strictSame(settingsOf(generalSettingsSchema, { master_key: '', max_request_size_mb: 0 }).faults, [
    'master_key: must not be empty',
    'max_request_size_mb: must be above 0, not 0'
  ])
})
