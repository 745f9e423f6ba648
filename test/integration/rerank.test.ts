import t from 'tap'
import { simulatedLogit } from '../simulator/simulated-score.ts'
import { nimModel, providerKey, startGateway } from '../start-gateway.ts'

const query = 'which animal barks'
const documents = ['cats purr', 'dogs bark at night', 'stocks fell on Friday', 'a dog barked']
const body = { model: 'rerank', query, documents }

function expectedOrder(texts: readonly string[]): { index: number; score: number }[] {
  return texts
    .map((text, index) => ({ index, score: simulatedLogit(query, text, nimModel) }))
    .sort((a, b) => b.score - a.score || a.index - b.index)
}

t.test('P1 documents come back ranked by the raw score, ties by index, with their texts', async (t) => {
  const { rerank, simulator } = await startGateway(t)
  const { status, headers, json } = await rerank(body)
  t.equal(status, 200)
  t.match(headers.get('content-type'), /^application\/json/)
  const expected = expectedOrder(documents)
  t.strictSame(
    json.results,
    expected.map(({ index, score }) => ({ index, relevance_score: score, document: { text: documents[index] } }))
  )
  t.equal(json.model, 'rerank')
  t.type(json.id, 'string')
  const [call] = simulator.calls
  t.equal(call?.headers.authorization, `Bearer ${providerKey}`)
  t.strictSame(call?.body, {
    model: nimModel,
    query: { text: query },
    passages: documents.map((text) => ({ text })),
    truncate: 'END'
  })
})

t.test('P1 equal scores keep the order of the documents', async (t) => {
  const { rerank } = await startGateway(t)
  const { json } = await rerank({ ...body, documents: ['b', 'a', 'b', 'a', 'b'] })
  const indexes = json.results.map(({ index }) => index)
  t.ok(indexes.join() === '0,2,4,1,3' || indexes.join() === '1,3,0,2,4', indexes.join())
})

t.test('P1 top_n cuts here, and is never sent', async (t) => {
  const { rerank, simulator } = await startGateway(t)
  for (const [top_n, count] of [
    [1, 1],
    [2, 2],
    [4, 4],
    [100, 4]
  ] as const) {
    const { json } = await rerank({ ...body, top_n, top_k: 1 })
    t.strictSame(
      json.results.map(({ index }) => index),
      expectedOrder(documents)
        .slice(0, count)
        .map(({ index }) => index),
      `top_n ${top_n}`
    )
  }
  for (const call of simulator.calls)
    t.strictSame(Object.keys(call.body as object), ['model', 'query', 'passages', 'truncate'])
})

t.test('return_documents false leaves the texts out', async (t) => {
  const { rerank } = await startGateway(t)
  const { json } = await rerank({ ...body, return_documents: false })
  t.equal(json.results.length, 4)
  for (const result of json.results) t.strictSame(Object.keys(result), ['index', 'relevance_score'])
})

t.test('all four paths are one route', async (t) => {
  const { ask } = await startGateway(t)
  for (const path of ['/rerank', '/v1/rerank', '/v2/rerank', '/cohere/v2/rerank']) {
    const init = {
      method: 'POST',
      headers: { 'content-type': 'application/json; charset=utf-8' },
      body: JSON.stringify(body)
    }
    t.equal((await ask(path, init)).status, 200, path)
  }
})

t.test('usage is in every place where a client looks for it', async (t) => {
  const { rerank } = await startGateway(t)
  const { json } = await rerank(body)
  const { prompt_tokens } = json.usage
  t.ok(Number.isInteger(prompt_tokens) && Number(prompt_tokens) > 0)
  t.strictSame(json.usage, { prompt_tokens, completion_tokens: 0, total_tokens: prompt_tokens })
  t.equal(json.meta.billed_units?.total_tokens, prompt_tokens)
  t.equal(json.meta.tokens?.input_tokens, prompt_tokens)
  t.strictSame(json.meta.api_version, { version: '2' })
})

t.test("a server that speaks Cohere's API and counts tokens in usage is paid and limited by them", async (t) => {
  const results = documents.map((_, index) => ({ index, relevance_score: index / 4 }))
  const vllm = { results, usage: { prompt_tokens: 11, total_tokens: 12 } }
  const { rerank } = await startGateway(t, {
    simulator: { fault: { name: 'status', status: 200, body: vllm } },
    model_list: ({ url }) => [
      {
        model_name: 'rerank',
        litellm_params: { model: 'cohere/my-bge-reranker', api_base: url, tpm: 12 },
        model_info: { input_cost_per_token: 0.5 }
      }
    ],
    config: { router_settings: { num_retries: 0 } }
  })
  const { json, headers } = await rerank(body)
  t.strictSame(json.usage, { prompt_tokens: 11, completion_tokens: 0, total_tokens: 12 })
  t.equal(headers.get('x-litellm-response-cost'), '6.0')
  t.equal((await rerank(body)).status, 429, 'the tokens of the minute are used up')
})

t.test('an upstream without usage still gets an answer whose usage is three numbers', async (t) => {
  const { rerank } = await startGateway(t, { simulator: { fault: { name: 'without-usage' } } })
  const { json } = await rerank(body)
  t.strictSame(json.usage, { prompt_tokens: 0, completion_tokens: 0, total_tokens: 0 })
  t.strictSame(json.meta.billed_units, {})
})

t.test('sigmoid maps scores last: the order is that of the raw scores', async (t) => {
  const { rerank } = await startGateway(t, { rankgate: { normalize: 'sigmoid' } })
  const sigmoid = (logit: number): number => 1 / (1 + Math.exp(-logit))
  const configured = (await rerank(body)).json.results
  for (const [place, { index, score }] of expectedOrder(documents).entries()) {
    t.equal(configured[place]?.index, index)
    t.ok(Math.abs(Number(configured[place]?.relevance_score) - sigmoid(score)) < 1e-12)
  }
  const raw = (await rerank({ ...body, normalize: 'raw' })).json.results
  t.strictSame(
    raw.map(({ relevance_score }) => relevance_score),
    expectedOrder(documents).map(({ score }) => score)
  )
})

t.test("LiteLLM's headers say who answered and what it cost", async (t) => {
  const model_info = { id: 'a1', input_cost_per_query: 0 }
  const { rerank, simulator } = await startGateway(t, { model_info })
  const { headers } = await rerank(body, { headers: { 'x-litellm-call-id': 'call-123' } })
  t.equal(headers.get('x-litellm-call-id'), 'call-123')
  t.equal(headers.get('x-litellm-model-id'), 'a1')
  t.equal(headers.get('x-litellm-model-group'), 'rerank')
  t.equal(headers.get('x-litellm-model-api-base'), `${simulator.url}/v1/retrieval/${nimModel}/reranking`)
  t.match(headers.get('x-litellm-version'), /^\d+\.\d+\.\d+/)
  t.match(headers.get('x-litellm-response-duration-ms'), /^\d+\.\d+$/)
  t.match(headers.get('x-litellm-overhead-duration-ms'), /^\d+\.\d+$/)
  t.ok(Number(headers.get('x-litellm-overhead-duration-ms')) <= Number(headers.get('x-litellm-response-duration-ms')))
  t.equal(headers.get('x-litellm-attempted-retries'), '0')
  t.equal(headers.get('x-litellm-attempted-fallbacks'), '0')
  t.equal(headers.get('x-litellm-response-cost'), '0.0', 'as Python prints it')
})

t.test('a text goes upstream and comes back as its own bytes', async (t) => {
  const { rerank, simulator } = await startGateway(t)
  const odd = ['"\\/\b\f\n\r\t', '\u0000\u001f', 'zürich 北京 🐕', '</script>', ' ', 'é'.repeat(5000)]
  const { json } = await rerank({ ...body, documents: odd })
  t.strictSame(
    [...json.results].sort((a, b) => a.index - b.index).map(({ document }) => document?.text),
    odd
  )
  t.strictSame(
    simulator.calls.map(({ body: sent }) => sent),
    [{ model: nimModel, query: { text: query }, passages: odd.map((text) => ({ text })), truncate: 'END' }]
  )
})
