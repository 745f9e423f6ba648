import t from 'tap'
import { rerankPaths } from '../../../src/server/routes/rerank.ts'
import { startGateway } from '../../start-gateway.ts'

t.test('a POST without a body is told what is missing, on every path', async (t) => {
  const { ask } = await startGateway(t, { isOpen: true })
  for (const path of rerankPaths) {
    const { status, json } = await ask(path, { method: 'POST' })
    t.equal(status, 400, path)
    t.equal(json.message, 'the body is missing')
    t.equal(json.error.param, 'request_body')
  }
})

t.test('a request ranks with the embedded reranker, whose scores are shown up to 1', async (t) => {
  const model_list = (): object[] => [{ model_name: 'rerank', litellm_params: { model: 'local/lexical' } }]
  const { rerank } = await startGateway(t, { model_list })
  const { json } = await rerank({ model: 'rerank', query: 'dogs bark', documents: ['cats purr', 'dogs bark', 'dogs'] })
  t.strictSame(
    json.results.map(({ index }) => index),
    [1, 2, 0]
  )
  for (const { relevance_score } of json.results) t.ok(relevance_score >= 0 && relevance_score <= 1)
})

t.test('a large request may ask for any time: it waits no longer than is configured', async (t) => {
  const warnings: string[] = []
  const note = ({ name }: Error): void => void warnings.push(name)
  process.on('warning', note)
  t.teardown(() => process.off('warning', note))
  const model_list = (): object[] => [{ model_name: 'rerank', litellm_params: { model: 'local/lexical' } }]
  const { rerank } = await startGateway(t, { model_list })
  const asked = { model: 'rerank', query: 'a', documents: ['a '.repeat(200_000), 'b'] }
  const { status } = await rerank(asked, { headers: { 'x-litellm-timeout': '1000000000' } })
  t.equal(status, 200)
  t.strictSame(warnings, [])
})
