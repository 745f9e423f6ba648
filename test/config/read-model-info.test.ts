import t from 'tap'
import { readModelInfo } from '../../src/config/read-model-info.ts'
import { newContext } from './new-entry.ts'

t.test('all of it is shown, and what has a meaning is typed', async (t) => {
  const { context, faults } = newContext({ ID: 'x' })
  const model_info = {
    id: 'os.environ/ID',
    max_documents: '5',
    pointwise: 'no',
    team: { name: 'search' },
    model: 'free'
  }
  const { typed, shown } = readModelInfo({ model_info }, 0, context)
  t.strictSame(typed, { id: 'x', max_documents: 5, pointwise: false })
  t.strictSame(shown, { ...model_info, id: 'x' })
  t.strictSame(faults(), [])
})

t.test('typos and wrong types are faults, and a variable that is not set is told of once', async (t) => {
  const { context, faults, warnings } = newContext()
  readModelInfo({ model_info: { max_document: 5, max_bytes: 'x', base_model: 'os.environ/B' } }, 0, context)
  t.strictSame(faults(), [
    'f model_list[0].model_info.max_document: is unknown; did you mean "max_documents"?',
    'f model_list[0].model_info.max_bytes: must be a whole number, not "x"'
  ])
  t.strictSame(warnings(), [
    'f model_list[0].model_info.base_model: the environment variable B is not set: the setting counts as absent'
  ])
})

t.test('a setting of the entry that stands here is told of, and shown all the same', async (t) => {
  const { context, faults, warnings } = newContext()
  const model_info = { rpm: 5, normalize: 'raw', tpm: null, team: 'a', tags: ['b'] }
  const { tpm: _, ...shown } = model_info
  t.strictSame(readModelInfo({ model_info }, 0, context).shown, shown)
  t.strictSame(faults(), [])
  t.strictSame(warnings(), [
    'f model_list[0].model_info.rpm: is not used here; write it in litellm_params',
    "f model_list[0].model_info.normalize: is not used here; write it in the entry's rankgate"
  ])
})

t.test('without it there is nothing to show', async (t) => {
  const { context } = newContext()
  t.strictSame(readModelInfo({}, 0, context), { typed: {}, shown: {} })
})
