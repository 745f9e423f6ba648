import t from 'tap'
import { answerHeaders, callIdParameter, rerankOperation } from '../../../src/server/openapi/rerank-operation.ts'
import { startGateway } from '../../start-gateway.ts'

const question = { model: 'rerank', query: 'q', documents: ['a', 'b'] }

t.test('an answer has the headers that are described, and no others of their kind', async (t) => {
  const { rerank, simulator } = await startGateway(t, {
    model_info: { id: 'a1', input_cost_per_query: 0.001 },
    config: { rankgate: { cache: {} }, litellm_settings: { default_fallbacks: ['passthrough'] } }
  })
  await rerank(question)
  const { headers } = await rerank(question)
  simulator.inject({ name: 'status', status: 403 })
  const degraded = await rerank({ ...question, query: 'another' })
  const sent = new Set([...headers.keys(), ...degraded.headers.keys()].filter((name) => name.startsWith('x-')))
  t.strictSame([...sent].sort(), Object.keys(answerHeaders).sort())
})

t.test('the headers that may be missing are missing where they have nothing to say, the rest never', async (t) => {
  const { rerank } = await startGateway(t, {
    model_list: ({ url }) => [
      { model_name: 'words', litellm_params: { model: 'local/lexical' } },
      { model_name: 'unpriced', litellm_params: { model: 'cohere/rerank-v4.0-pro', api_base: url, api_key: 'k' } }
    ]
  })
  const embedded = await rerank({ ...question, model: 'words' })
  const unpriced = await rerank({ ...question, model: 'unpriced' })
  t.strictSame([embedded.status, unpriced.status], [200, 200])
  for (const [name, { required }] of Object.entries(answerHeaders)) {
    const isAlwaysThere = embedded.headers.has(name) && unpriced.headers.has(name)
    t.equal(isAlwaysThere, required === true, name)
  }
})

t.test('the headers of a request do what is said of them', async (t) => {
  const { rerank } = await startGateway(t)
  const named = (name: string) => rerankOperation.parameters?.some((each) => each.name === name)
  const echoed = await rerank(question, { headers: { 'x-litellm-call-id': 'mine' } })
  t.equal(echoed.headers.get('x-litellm-call-id'), 'mine')
  for (const [name, value] of [
    ['x-litellm-timeout', '0'],
    ['x-litellm-num-retries', 'many'],
    ['x-rankgate-explain', 'please']
  ] as const) {
    const refused = await rerank(question, { headers: { [name]: value } })
    t.equal(refused.status, 400, name)
    t.equal(refused.json.error.param, name)
    t.ok(named(name), name)
  }
  const whole = await rerank(question, { headers: { 'x-litellm-tags': 'a,b', 'cache-control': 'no-cache' } })
  t.equal(whole.status, 200)
  for (const name of ['x-litellm-call-id', 'x-litellm-tags', 'cache-control']) t.ok(named(name), name)
})

t.test('a call id is echoed exactly where its pattern says so', async (t) => {
  const { rerank } = await startGateway(t)
  const pattern = new RegExp((callIdParameter.schema as { pattern: string }).pattern)
  for (const id of ['a', 'with space', 'é', 'x'.repeat(200), 'x'.repeat(201)]) {
    const { headers } = await rerank(question, { headers: { 'x-litellm-call-id': id } })
    t.equal(headers.get('x-litellm-call-id') === id, pattern.test(id), `${id.length} characters`)
  }
})
