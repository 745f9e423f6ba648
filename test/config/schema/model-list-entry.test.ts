import t from 'tap'
import { modelListEntrySchema } from '../../../src/config/schema/model-list-entry.ts'
import { settingsOf } from './settings-of.ts'

t.test('an entry needs a name and a model', async (t) => {
  const entry = { model_name: 'a', litellm_params: { model: 'b/c' } }
  t.strictSame(settingsOf(modelListEntrySchema, entry), { read: entry, faults: [] })
  t.strictSame(settingsOf(modelListEntrySchema, { litellm_params: {} }).faults, [
    'litellm_params.model: is missing',
    'model_name: is missing'
  ])
})
