import t from 'tap'
import { readEntry } from '../../src/config/read-entry.ts'
import { entrySettings, newContext } from './new-entry.ts'

const bare = { model_name: 'rerank', litellm_params: { model: 'nvidia_nim/nvidia/rerank-x', api_key: 'k' } }

t.test('an entry that says little gets the defaults', async (t) => {
  const settings = entrySettings(bare)
  t.equal(settings.alias, 'rerank')
  t.equal(settings.model, 'nvidia_nim/nvidia/rerank-x')
  t.equal(settings.providerModel, 'nvidia/rerank-x')
  t.equal(settings.apiKey?.reveal(), 'k')
  t.equal(settings.weight, undefined)
  t.equal(settings.order, Number.MAX_SAFE_INTEGER)
  t.equal(settings.timeoutMs, undefined)
  t.equal(settings.normalization, 'raw')
  t.strictSame(settings.price, { perQuery: undefined, perToken: undefined })
  t.strictSame(settings.parameters, {})
})

t.test('an entry that says all is read whole', async (t) => {
  const settings = entrySettings({
    model_name: 'rerank',
    litellm_params: {
      model: 'nvidia_nim/rerank-x',
      base_url: 'http://nim',
      headers: { a: '1' },
      extra_headers: { a: '2', b: '3' },
      timeout: 0.5,
      weight: 0,
      order: 2,
      truncate: 'END',
      input_cost_per_query: 1,
      input_cost_per_token: 2
    },
    model_info: { id: 7, input_cost_per_query: 3, revision: 1.5, pointwise: false, max_documents: 5, max_bytes: 6 },
    rankgate: { contract: 'ranking', normalize: 'sigmoid' }
  })
  t.equal(settings.id, '7')
  t.equal(settings.apiBase, 'http://nim')
  t.strictSame(settings.headers, { a: '1', b: '3' })
  t.equal(settings.timeoutMs, 500)
  t.strictSame([settings.weight, settings.order], [0, 2])
  t.strictSame(settings.parameters, { truncate: 'END', contract: 'ranking' })
  t.strictSame(settings.price, { perQuery: 3, perToken: 2 })
  t.strictSame([settings.revision, settings.pointwise], ['1.5', false])
  t.strictSame([settings.maxDocuments, settings.maxBytes], [5, 6])
  t.equal(settings.normalization, 'sigmoid')
})

t.test('the id is the same whatever the keys are, and another for whatever else differs', async (t) => {
  const id = entrySettings(bare).id
  t.match(id, /^[0-9a-f]{16}$/)
  const secrets = { api_key: 'other', headers: { authorization: 'x' }, extra_headers: { b: 'y' } }
  t.equal(entrySettings({ ...bare, litellm_params: { ...bare.litellm_params, ...secrets } }).id, id)
  for (const other of [
    { ...bare, model_name: 'other' },
    { ...bare, litellm_params: { ...bare.litellm_params, api_base: 'http://nim' } },
    { ...bare, litellm_params: { ...bare.litellm_params, truncate: 'END' } },
    { ...bare, model_info: { team: 'a' } },
    { ...bare, rankgate: { normalize: 'sigmoid' } }
  ]) {
    t.not(entrySettings(other).id, id)
  }
})

t.test('two entries with one id are a fault, two that are alike are not', async (t) => {
  const { context, faults } = newContext()
  const named = { ...bare, model_info: { id: 'twin' } }
  const [first, second] = [0, 1].map((index) => readEntry(bare, index, context))
  t.ok(first !== undefined && 'settings' in first && second !== undefined && 'settings' in second)
  if (first && 'settings' in first && second && 'settings' in second)
    t.equal(second.settings.id, `${first.settings.id}-2`)
  readEntry(named, 2, context)
  readEntry(named, 3, context)
  t.strictSame(faults(), ['f model_list[3].model_info.id: "twin" is also the id of model_list[2]'])
})

t.test("rankgate's own settings are checked too", async (t) => {
  const { context, faults, warnings } = newContext()
  readEntry({ ...bare, rankgate: { normalise: 'raw', other: 1, contract: 'os.environ/C' } }, 0, context)
  t.strictSame(faults(), ['f model_list[0].rankgate.normalise: is unknown; did you mean "normalize"?'])
  t.strictSame(warnings(), [
    'f model_list[0].rankgate.other: is unknown and not used',
    'f model_list[0].rankgate.contract: the environment variable C is not set: the setting counts as absent'
  ])
})
