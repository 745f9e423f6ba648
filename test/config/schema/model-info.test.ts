import t from 'tap'
import { modelInfoSchema } from '../../../src/config/schema/model-info.ts'
import { settingsOf } from './settings-of.ts'

t.test('ids and revisions may be numbers', async (t) => {
  t.strictSame(settingsOf(modelInfoSchema, { id: 5, revision: 1.5 }), { read: { id: 5, revision: 1.5 }, faults: [] })
})

t.test('limits are whole numbers above zero, prices are not negative', async (t) => {
  const value = { id: '', max_documents: 0, max_bytes: 1.5, input_cost_per_query: -1, mode: 5 }
  t.strictSame(settingsOf(modelInfoSchema, value).faults, [
    'id: must not be empty',
    'max_documents: must be at least 1, not 0',
    'max_bytes: must be a whole number, not 1.5',
    'input_cost_per_query: must be at least 0, not -1',
    'mode: must be a string, not a number; put it in quotes'
  ])
})
