import t from 'tap'
import type { Fault } from '../simulator/fault.ts'
import { masterKey, nimModel, providerKey, startGateway } from '../start-gateway.ts'

// N1 to N21 and P1 to P8 are LiteLLM's own tests of its rerank route; the rest is what a running LiteLLM 1.104.3 was seen to
// answer, and what we answer instead where it differs on purpose (docs/litellm.md).

const body = { model: 'rerank', query: 'hello', documents: ['hello', 'world', 'peace'] }
const visionModel = 'nvidia/llama-nemotron-rerank-vl-1b-v2'
const vision = { litellm_params: { model: `nvidia_nim/ranking/${visionModel}` } }
const image = 'data:image/png;base64,iVBORw0KGgo='

/** The upstream answers with these logits, in this order. */
function logits(rows: readonly (readonly [index: number, logit: number])[], totalTokens?: number): Fault {
  const rankings = rows.map(([index, logit]) => ({ index, logit }))
  const usage = totalTokens === undefined ? {} : { usage: { prompt_tokens: totalTokens, total_tokens: totalTokens } }
  return { name: 'status', status: 200, body: { rankings, ...usage } }
}

t.test('LiteLLM N21: an image and a text through /v1/rerank reach /v1/ranking as they are, in one call', async (t) => {
  const { ask, simulator } = await startGateway(t, vision)
  simulator.inject(
    logits(
      [
        [0, 0.82],
        [1, -1.4]
      ],
      11
    ),
    { times: 1 }
  )
  const documents = [{ image }, { text: 'a plain passage' }]
  const { status, json } = await ask('/v1/rerank', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ model: 'rerank', query: 'hello', documents, top_n: 1 })
  })
  t.equal(status, 200)
  t.strictSame(json.results, [{ index: 0, relevance_score: 0.82 }])
  t.equal(json.meta.billed_units?.total_tokens, 11)
  t.equal(simulator.received, 1)
  const [call] = simulator.calls
  t.equal(call?.path, '/v1/ranking')
  t.equal(call?.headers.authorization, `Bearer ${providerKey}`)
  t.strictSame(call?.body, { model: visionModel, query: { text: 'hello' }, passages: documents, truncate: 'END' })
})

t.test('LiteLLM N2: the id, the scores and the tokens of the upstream are in the answer', async (t) => {
  const { rerank, simulator } = await startGateway(t)
  simulator.inject(
    logits(
      [
        [0, 0.95],
        [1, 0.75]
      ],
      7
    ),
    { times: 1 }
  )
  const { json, headers } = await rerank({ ...body, documents: ['hello', 'world'], top_n: 2 })
  t.type(json.id, 'string')
  t.strictSame(
    json.results.map(({ index, relevance_score }) => [index, relevance_score]),
    [
      [0, 0.95],
      [1, 0.75]
    ]
  )
  t.equal(json.meta.billed_units?.total_tokens, 7)
  t.equal(headers.get('x-litellm-response-cost'), '0.0')
})

t.test('LiteLLM N6, N15, N19: a passage of text and image keeps both, whatever top_n is', async (t) => {
  const { rerank, simulator } = await startGateway(t, vision)
  const documents = [{ text: 'a chart', image }, { text: 'a plain passage' }]
  const { json } = await rerank({ ...body, documents, top_n: 1 })
  t.equal(json.results.length, 1)
  t.strictSame(simulator.calls[0]?.body, {
    model: visionModel,
    query: { text: 'hello' },
    passages: documents,
    truncate: 'END'
  })
})

t.test('LiteLLM N8, N9: neither top_n nor a top_k of the client goes to /v1/ranking', async (t) => {
  const { rerank, simulator } = await startGateway(t, { litellm_params: { model: `nvidia_nim/ranking/${nimModel}` } })
  const { status, json } = await rerank({ ...body, top_n: 1, top_k: 2 })
  t.equal(status, 200)
  t.equal(json.results.length, 1)
  t.strictSame(Object.keys(Object(simulator.calls[0]?.body)), ['model', 'query', 'passages', 'truncate'])
})

t.test('LiteLLM N10 and top_n 0, -1, "2": a top_n that is no number of results is a 400 that names it', async (t) => {
  const { rerank, simulator } = await startGateway(t)
  for (const top_n of [0, -1, 1.5, '2', true, [2]]) {
    const { status, json } = await rerank({ ...body, top_n })
    t.equal(status, 400, JSON.stringify(top_n))
    t.equal(json.error.param, 'top_n')
    t.match(json.message, /^top_n: must be an integer of at least 1, not /)
  }
  t.equal(simulator.received, 0)
})

t.test('LiteLLM N11, N12, N13: rows in any order are sorted, and cut to min(top_n, N)', async (t) => {
  const { rerank, simulator } = await startGateway(t)
  const unsorted = logits([
    [0, 0.1],
    [1, 0.9],
    [2, 0.5]
  ])
  for (const [top_n, expected] of [
    [1, [1]],
    [2, [1, 2]],
    [3, [1, 2, 0]],
    [10, [1, 2, 0]],
    [null, [1, 2, 0]]
  ] as const) {
    simulator.inject(unsorted, { times: 1 })
    const { json } = await rerank({ ...body, top_n })
    t.strictSame(
      json.results.map(({ index }) => index),
      expected,
      `top_n ${top_n}`
    )
  }
})

t.test('LiteLLM N14: a result has its document where that is a text, and none where it is an image', async (t) => {
  const { rerank, simulator } = await startGateway(t, vision)
  simulator.inject(
    logits([
      [0, 2],
      [1, 1]
    ]),
    { times: 1 }
  )
  const { json } = await rerank({ ...body, documents: [{ image }, { text: 'a plain passage' }] })
  t.strictSame(json.results, [
    { index: 0, relevance_score: 2 },
    { index: 1, relevance_score: 1, document: { text: 'a plain passage' } }
  ])
})

t.test('images for a model that reads text alone are a 400, not text (LiteLLM N18 ranks their JSON)', async (t) => {
  const { rerank, simulator } = await startGateway(t)
  const { status, json } = await rerank({ ...body, documents: ['a', { image }] })
  t.equal(status, 400)
  t.equal(json.error.param, 'documents')
  t.equal(json.message, `documents[1] has an image, but ${nimModel} cannot read it: this model takes text only`)
  t.equal(simulator.received, 0)
})

t.test('LiteLLM N18 with a vision model: the image is sent as an image through the retrieval route too', async (t) => {
  const { rerank, simulator } = await startGateway(t, { litellm_params: { model: `nvidia_nim/${visionModel}` } })
  const documents = [{ image }, { text: 'a plain passage' }]
  t.equal((await rerank({ ...body, documents })).status, 200)
  t.equal(simulator.calls[0]?.path, `/v1/retrieval/${visionModel}/reranking`)
  t.strictSame(Object(simulator.calls[0]?.body).passages, documents)
})

t.test('an object without text is ranked and given back as plain JSON (LiteLLM N7, N20 write Python)', async (t) => {
  const { rerank, simulator } = await startGateway(t)
  const { json } = await rerank({ ...body, documents: [{ title: 'é x', n: 1 }] })
  t.strictSame(json.results[0]?.document, { text: '{"title":"é x","n":1}' })
  t.strictSame(Object(simulator.calls[0]?.body).passages, [{ text: '{"title":"é x","n":1}' }])
})

t.test('documents: "abc" is a 400 (LiteLLM ranks its letters)', async (t) => {
  const { rerank, simulator } = await startGateway(t)
  const { status, json } = await rerank({ ...body, documents: 'abc' })
  t.equal(status, 400)
  t.equal(json.error.param, 'documents')
  t.equal(json.message, 'documents: must be a list of texts or objects, not a string')
  t.equal(simulator.received, 0)
})

t.test('documents: [1, 2] is a 400 (LiteLLM ranks "1" and "2")', async (t) => {
  const { rerank, simulator } = await startGateway(t)
  for (const documents of [[1, 2], [true], [null], [['a']]]) {
    const { status, json } = await rerank({ ...body, documents })
    t.equal(status, 400, JSON.stringify(documents))
    t.equal(json.error.param, 'documents')
    t.match(json.message, /^documents\[0\]: must be a text or an object, not /)
  }
  t.equal(simulator.received, 0)
})

t.test('query null or "", documents [] or [""]: 400, and nothing is sent', async (t) => {
  const { rerank, simulator } = await startGateway(t)
  for (const [wrong, param, message] of [
    [{ query: null }, 'query', 'query: must be a string, not null'],
    [{ query: '' }, 'query', 'query: must not be empty, not ""'],
    [{ documents: [] }, 'documents', 'documents: must not be empty'],
    [{ documents: null }, 'documents', 'documents: must be a list of texts or objects, not null'],
    [{ documents: ['a', ''] }, 'documents', 'documents[1]: must not be empty']
  ] as const) {
    const { status, json } = await rerank({ ...body, ...wrong })
    t.equal(status, 400, message)
    t.strictSame(json.error, { message, type: 'invalid_request_error', param, code: '400' })
  }
  t.equal(simulator.received, 0)
})

t.test('LiteLLM P7: query, documents or model missing is a 400 with the param (1.104.3: a 500)', async (t) => {
  const { rerank, simulator } = await startGateway(t)
  for (const param of ['query', 'documents', 'model']) {
    const { status, json } = await rerank({ ...body, [param]: undefined })
    t.equal(status, 400, param)
    t.equal(json.error.code, '400')
    t.equal(json.error.param, param)
    t.equal(json.error.message, `/rerank: Missing required parameter: '${param}'.`)
  }
  t.equal(simulator.received, 0)
})

t.test('unknown field foo: ignored', async (t) => {
  const { rerank, simulator } = await startGateway(t)
  t.equal((await rerank({ ...body, foo: { bar: 1 }, user: 'u', metadata: {} })).status, 200)
  t.strictSame(Object.keys(Object(simulator.calls[0]?.body)), ['model', 'query', 'passages', 'truncate'])
})

const sentence =
  '/rerank: Invalid model name passed in model=nope. Call `/v1/models` to view available models for your key.'

t.test("unknown model: LiteLLM's status and sentence, without Python's wrapping", async (t) => {
  const { rerank } = await startGateway(t)
  const { status, json } = await rerank({ ...body, model: 'nope' })
  t.equal(status, 400)
  t.strictSame(json.error, { message: sentence, type: 'invalid_request_error', param: 'model', code: '400' })
})

t.test('unknown model beside a wildcard of some provider: the same', async (t) => {
  const { rerank } = await startGateway(t, {
    model_list: () => [
      { model_name: 'cohere/*', litellm_params: { model: 'cohere/*', api_key: 'k' } },
      { model_name: 'openai/*', litellm_params: { model: 'openai/*', api_key: 'k' } }
    ]
  })
  const unknown = await rerank({ ...body, model: 'nope' })
  t.equal(unknown.status, 400)
  t.equal(unknown.json.message, sentence)
  const chat = await rerank({ ...body, model: 'openai/gpt-4o' })
  t.equal(chat.status, 400)
  t.match(chat.json.message, /^the model "openai\/gpt-4o" cannot rerank: it matches "openai\/\*": /)
})

t.test('malformed JSON and [] as body: 400 at request_body', async (t) => {
  const { rerank } = await startGateway(t)
  for (const [text, message] of [
    ['{"model": "', /^Invalid JSON payload: /],
    ['', /^Invalid JSON payload: /],
    ['[]', /^the body must be a JSON object$/],
    ['null', /^the body must be a JSON object$/]
  ] as const) {
    const { status, json } = await rerank(text)
    t.equal(status, 400, text)
    t.equal(json.error.param, 'request_body')
    t.match(json.message, message)
  }
})

t.test('no key: 401, also for a body that is no JSON (LiteLLM reads the body first)', async (t) => {
  const { url } = await startGateway(t)
  for (const text of [JSON.stringify(body), '{']) {
    const response = await fetch(`${url}/v1/rerank`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: text
    })
    t.equal(response.status, 401)
    t.strictSame(Object(await response.json()).error, {
      message: 'Authentication Error, No api key passed in. Send it as "Authorization: Bearer <key>"',
      type: 'auth_error',
      param: null,
      code: '401'
    })
  }
})

t.test('the key headers of other clouds are not read (LiteLLM takes them)', async (t) => {
  const { url } = await startGateway(t)
  for (const headers of [
    { 'x-goog-api-key': masterKey },
    { 'ocp-apim-subscription-key': masterKey },
    { authorization: `Basic ${masterKey}` }
  ] as Record<string, string>[]) {
    const response = await fetch(`${url}/v1/models`, { headers })
    t.equal(response.status, 401, Object.keys(headers).join())
  }
})

t.test('one upstream 401 on a group of one deployment: the next caller is still served', async (t) => {
  const { rerank, simulator } = await startGateway(t)
  simulator.inject({ name: 'status', status: 401, body: { detail: 'Unauthorized' } }, { times: 1 })
  t.equal((await rerank(body)).status, 401)
  t.equal((await rerank(body)).status, 200)
  t.equal(simulator.received, 2)
})

t.test('LiteLLM P5: a 404 has the type invalid_request_error, no param and the code "404"', async (t) => {
  const { ask } = await startGateway(t)
  const { status, json } = await ask('/v1/nope')
  t.equal(status, 404)
  t.equal(json.error.type, 'invalid_request_error')
  t.equal(json.error.param, null)
  t.equal(json.error.code, '404')
})

t.test(
  'LiteLLM P1, P8: the call id is echoed on answers and on errors, and one is made where there is none',
  async (t) => {
    const { ask, rerank, url } = await startGateway(t)
    const headers = { 'x-litellm-call-id': 'call-123', authorization: `Bearer ${masterKey}` }
    const good = await rerank(body, { headers })
    t.equal(good.headers.get('x-litellm-call-id'), 'call-123')
    t.equal(good.json.id, 'call-123')
    t.equal((await rerank({ ...body, model: 'nope' }, { headers })).headers.get('x-litellm-call-id'), 'call-123')
    t.equal((await ask('/nope', { headers })).headers.get('x-litellm-call-id'), 'call-123')
    t.match((await fetch(`${url}/rerank`)).headers.get('x-litellm-call-id'), /^[0-9a-f-]{36}$/)
  }
)

t.test('LiteLLM P2, P3: a cost is printed as Python prints it', async (t) => {
  const cases: readonly [object, string][] = [
    [{ input_cost_per_query: 0 }, '0.0'],
    [{ input_cost_per_query: 0.002 }, '0.002'],
    [{ input_cost_per_query: 2 }, '2.0'],
    [{ input_cost_per_query: 0.001, input_cost_per_token: 0 }, '0.001'],
    [{ input_cost_per_token: 0 }, '0.0'],
    [{}, '0.0']
  ]
  for (const [model_info, expected] of cases) {
    const { rerank } = await startGateway(t, { model_info })
    t.equal((await rerank(body)).headers.get('x-litellm-response-cost'), expected, JSON.stringify(model_info))
  }
})

t.test('a wildcard is listed as itself, and what cannot rerank is not listed', async (t) => {
  const { ask } = await startGateway(t, {
    model_list: () => [
      { model_name: 'nvidia_nim/*', litellm_params: { model: 'nvidia_nim/*', api_key: 'k' } },
      { model_name: 'gpt-4o', litellm_params: { model: 'openai/gpt-4o', api_key: 'k' } }
    ]
  })
  t.strictSame(
    (await ask('/v1/models')).json.data.map(({ id }) => id),
    ['nvidia_nim/*']
  )
})

t.test('GET /v1/models, /v1/models/{id} and the health routes answer in the shape of LiteLLM', async (t) => {
  const { ask } = await startGateway(t)
  const row = { id: 'rerank', object: 'model', created: 1_677_610_602, owned_by: 'nvidia_nim', mode: 'rerank' }
  t.strictSame((await ask('/v1/models')).json, { data: [row], object: 'list' })
  t.strictSame((await ask('/v1/models/rerank')).json, row)
  const unknown = await ask('/v1/models/zip')
  t.equal(unknown.status, 404)
  t.equal(unknown.json.message, 'The model `zip` does not exist or is not accessible')
  t.equal((await ask('/health/liveliness')).text, '"I\'m alive!"')
  t.strictSame((await ask('/health/readiness')).json, { status: 'healthy', db: 'Not connected' })
  const health = (await ask('/health')).json as unknown as { healthy_count: number; unhealthy_count: number }
  t.equal(health.healthy_count, 1)
  t.equal(health.unhealthy_count, 0)
})
