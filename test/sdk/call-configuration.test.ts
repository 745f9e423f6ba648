import t from 'tap'
import { callConfiguration, namedModels } from '../../src/sdk/call-configuration.ts'

t.test('each model is named once, and what is built in needs no entry', async (t) => {
  const fallbacks = ['cohere/b', 'passthrough', 'cohere/a', 'local/lexical', 'cohere/b']
  t.strictSame(namedModels({ model: 'cohere/a', fallbacks }), ['cohere/a', 'cohere/b'])
  t.strictSame(namedModels({ model: 'local/lexical' }), ['local/lexical'])
})

t.test('whatever a caller passes, no more is named than a request may name', async (t) => {
  t.strictSame(namedModels({ model: '', fallbacks: ['cohere/b'] }), ['local/lexical'])
  for (const fallbacks of ['cohere/b', [5], null]) {
    t.strictSame(namedModels({ model: 'cohere/a', fallbacks: fallbacks as unknown as string[] }), ['cohere/a'])
  }
  const many = Array.from({ length: 1000 }, (_, at) => `cohere/${at}`)
  t.equal(namedModels({ model: 'cohere/a', fallbacks: many }).length, 21)
})

t.test("address, key and headers are the first model's alone", async (t) => {
  const own = { api_base: 'http://a', api_key: 'k', extra_headers: { 'x-a': 'b' } }
  t.match(callConfiguration({ model: 'cohere/a', fallbacks: ['cohere/b'], ...own }), {
    model_list: [
      { model_name: 'cohere/a', litellm_params: { model: 'cohere/a', ...own } },
      { model_name: 'cohere/b', litellm_params: { model: 'cohere/b', api_base: undefined, api_key: undefined } }
    ]
  })
})
