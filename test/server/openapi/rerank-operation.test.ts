import t from 'tap'
import { answerHeaders, callIdParameter, rerankOperation } from '../../../src/server/openapi/rerank-operation.ts'
import { startGateway } from '../../start-gateway.ts'

const question = { model: 'rerank', query: 'q', documents: ['a', 'b'] }

t.test('an answer has the headers that are described, and no others of their kind', async (t) => {
  const { rerank } = await startGateway(t, { model_info: { id: 'a1', input_cost_per_query: 0.001 } })
  const { headers } = await rerank(question)
  const sent = [...headers.keys()].filter((name) => name.startsWith('x-'))
  t.strictSame(sent.sort(), Object.keys(answerHeaders).sort())
})

t.test('the headers that are not always there may be missing, the rest may not', async (t) => {
  const model_list = (): object[] => [{ model_name: 'rerank', litellm_params: { model: 'local/lexical' } }]
  const { rerank } = await startGateway(t, { model_list })
  const { headers } = await rerank(question)
  for (const [name, { required }] of Object.entries(answerHeaders)) t.equal(headers.has(name), required === true, name)
})

t.test('the headers of a request do what is said of them', async (t) => {
  const { rerank } = await startGateway(t)
  const named = (name: string) => rerankOperation.parameters?.some((each) => each.name === name)
  const echoed = await rerank(question, { headers: { 'x-litellm-call-id': 'mine' } })
  t.equal(echoed.headers.get('x-litellm-call-id'), 'mine')
  const refused = await rerank(question, { headers: { 'x-litellm-timeout': '0' } })
  t.equal(refused.json.error.param, 'x-litellm-timeout')
  for (const name of ['x-litellm-call-id', 'x-litellm-timeout']) t.ok(named(name), name)
})

t.test('a call id is echoed exactly where its pattern says so', async (t) => {
  const { rerank } = await startGateway(t)
  const pattern = new RegExp((callIdParameter.schema as { pattern: string }).pattern)
  for (const id of ['a', 'with space', 'é', 'x'.repeat(200), 'x'.repeat(201)]) {
    const { headers } = await rerank(question, { headers: { 'x-litellm-call-id': id } })
    t.equal(headers.get('x-litellm-call-id') === id, pattern.test(id), `${id.length} characters`)
  }
})
