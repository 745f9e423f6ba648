import t from 'tap'
import type { Fault } from '../simulator/fault.ts'
import { startGateway } from '../start-gateway.ts'

const body = {
  model: 'rerank',
  query: 'which animal barks',
  documents: ['cats purr', 'dogs bark at night', 'stocks fell']
}

/** One attempt alone, so that its fault is seen. */
const once = { litellm_params: { num_retries: 0 } }

const unusable: readonly Fault[] = [
  { name: 'nan-score' },
  { name: 'infinite-score', json: 'Infinity' },
  { name: 'infinite-score', json: '-Infinity' },
  { name: 'infinite-score', json: '1e999' },
  { name: 'null-score' },
  { name: 'string-score' },
  { name: 'missing-score' },
  { name: 'missing-index' },
  { name: 'duplicate-index' },
  { name: 'index-out-of-range' },
  { name: 'index-out-of-range', index: -1 },
  { name: 'index-out-of-range', index: 0.5 },
  { name: 'short-list' },
  { name: 'empty-list' },
  { name: 'extra-row' },
  { name: 'missing-list' },
  { name: 'garbage' },
  { name: 'empty-body' },
  { name: 'gzip' },
  { name: 'no-content' },
  { name: 'redirect', location: 'http://127.0.0.1:1/' }
]

t.test('P1 an answer that cannot be made into a ranking is a 502, never passed on and never padded', async (t) => {
  const { rerank, simulator } = await startGateway(t, once)
  for (const fault of unusable) {
    simulator.inject(fault, { times: 1 })
    const { status, json } = await rerank(body)
    t.equal(status, 502, JSON.stringify(fault))
    t.equal(json.error.type, 'internal_server_error')
    t.match(json.message, /^nvidia_nim .*model group "rerank", deployment "/)
    t.equal(json.results, undefined)
  }
  t.equal((await rerank(body)).status, 200, 'and the next good answer is given')
})

t.test(
  'answers are asked for without compression, and one that is compressed all the same is a 502 that says so',
  async (t) => {
    const { rerank, simulator } = await startGateway(t, once)
    simulator.inject({ name: 'gzip' }, { times: 1 })
    const { status, json } = await rerank(body)
    t.equal(status, 502)
    t.match(json.message, /cannot be used: the answer is compressed with gzip, and it was asked for without/)
    t.equal(simulator.calls[0]?.headers['accept-encoding'], 'identity')
  }
)

t.test('P1 odd but true answers are good: any order, any of the three score names, no usage', async (t) => {
  const { rerank, simulator } = await startGateway(t)
  const plain = (await rerank(body)).json.results
  const odd: Fault[] = [
    { name: 'unsorted-rows' },
    { name: 'score-key', key: 'score' },
    { name: 'score-key', key: 'relevance_score' },
    { name: 'without-usage' },
    { name: 'informational' },
    { name: 'slow-drip', everyMs: 1, bytes: 40 }
  ]
  for (const fault of odd) {
    simulator.inject(fault, { times: 1 })
    t.strictSame((await rerank(body)).json.results, plain, JSON.stringify(fault))
  }
})

const broken: readonly Fault[] = [
  { name: 'reset-before-body' },
  { name: 'reset-before-headers' },
  { name: 'reset-after-headers' },
  { name: 'reset-mid-body' },
  { name: 'truncated', framing: 'length' },
  { name: 'truncated', framing: 'chunked' }
]

t.test('P2 a broken connection and a body cut short are a 502, never half an answer', async (t) => {
  const { rerank, simulator } = await startGateway(t, once)
  for (const fault of broken) {
    simulator.inject(fault, { times: 1 })
    const { status, json } = await rerank(body)
    t.equal(status, 502, JSON.stringify(fault))
    t.match(json.message, /broke off the connection/)
  }
})

t.test('P2 an over-long body is broken off and is a 502', async (t) => {
  const { rerank, simulator } = await startGateway(t, once)
  simulator.inject({ name: 'oversize' }, { times: 1 })
  const { status, json } = await rerank(body)
  t.equal(status, 502)
  t.match(json.message, /sent more than \d+ bytes/)
  await simulator.idle()
})

for (const name of ['stall-before-headers', 'stall-after-headers', 'stall-mid-body', 'slow-drip'] as const) {
  t.test(`P6 ${name}: the answer is a 408 by the deadline, and the upstream call is ended`, async (t) => {
    const { rerank, simulator } = await startGateway(t, {
      litellm_params: { timeout: 0.2 },
      simulator: { fault: { name } }
    })
    const { status, json } = await rerank(body)
    t.equal(status, 408)
    t.equal(json.error.type, 'timeout_error')
    t.match(json.message, /did not answer within 200 ms/)
    await simulator.idle()
    t.equal(simulator.calls[0]?.aborted, true)
  })
}

t.test(
  "P6 x-litellm-timeout, or timeout in the body, is the caller's own deadline, under the configured one",
  async (t) => {
    const { rerank } = await startGateway(t, {
      litellm_params: { timeout: 0.3 },
      simulator: { fault: { name: 'stall-before-headers' } }
    })
    const shorter = await rerank(body, { headers: { 'x-litellm-timeout': '0.1' } })
    t.equal(shorter.status, 408)
    t.match(shorter.json.message, /within 100 ms/)
    const inBody = await rerank({ ...body, timeout: 0.15 })
    t.equal(inBody.status, 408)
    t.match(inBody.json.message, /within 150 ms/)
    const both = await rerank({ ...body, timeout: 600 }, { headers: { 'x-litellm-timeout': '0.2' } })
    t.match(both.json.message, /within 200 ms/, 'the header wins')
    const longer = await rerank(body, { headers: { 'x-litellm-timeout': '600' } })
    t.equal(longer.status, 408)
    t.match(longer.json.message, /within 300 ms/)
    for (const wrong of ['0', '-1', 'soon', 'Infinity']) {
      const { status, json } = await rerank(body, { headers: { 'x-litellm-timeout': wrong } })
      t.equal(status, 400)
      t.equal(json.error.param, 'x-litellm-timeout')
    }
  }
)

t.test('nobody at the address is a 502 that says so', async (t) => {
  const { rerank, simulator } = await startGateway(t, once)
  await simulator.close()
  const { status, json } = await rerank(body)
  t.equal(status, 502)
  t.match(json.message, /could not be reached \(ECONNREFUSED\)/)
})

const statuses: readonly [number, number, string][] = [
  [400, 400, 'invalid_request_error'],
  [401, 401, 'authentication_error'],
  [402, 402, 'invalid_request_error'],
  [403, 403, 'permission_error'],
  [404, 404, 'invalid_request_error'],
  [405, 405, 'invalid_request_error'],
  [408, 408, 'invalid_request_error'],
  [410, 410, 'invalid_request_error'],
  [413, 413, 'invalid_request_error'],
  [422, 422, 'invalid_request_error'],
  [429, 429, 'throttling_error'],
  [500, 500, 'internal_server_error'],
  [502, 502, 'internal_server_error'],
  [503, 503, 'internal_server_error'],
  [504, 504, 'internal_server_error'],
  [407, 502, 'internal_server_error'],
  [201, 502, 'internal_server_error'],
  [302, 502, 'internal_server_error']
]

t.test("a provider's error keeps its status and its reason", async (t) => {
  const { rerank, simulator } = await startGateway(t, once)
  for (const [upstream, expected, type] of statuses) {
    simulator.inject({ name: 'status', status: upstream, body: { detail: 'the reason of the provider' } }, { times: 1 })
    // One document: after a 413 a longer list would be tried again in halves.
    const { status, json } = await rerank({ ...body, documents: ['a'] })
    t.equal(status, expected, `upstream ${upstream}`)
    t.equal(json.error.code, String(expected))
    t.equal(json.error.type, type, `upstream ${upstream}`)
    t.match(json.message, new RegExp(`^nvidia_nim answered ${upstream}: the reason of the provider \\(model group`))
  }
})

t.test('P8 Retry-After is passed on', async (t) => {
  const { rerank, simulator } = await startGateway(t, once)
  for (const status of [429, 503]) {
    simulator.inject({ name: 'status', status, headers: { 'retry-after': '17' } }, { times: 1 })
    t.equal((await rerank(body)).headers.get('retry-after'), '17')
  }
  simulator.inject({ name: 'status', status: 429 }, { times: 1 })
  t.equal((await rerank(body)).headers.get('retry-after'), null)
})

t.test('a DEGRADED function is an outage, not the fault of the client', async (t) => {
  const { rerank, simulator } = await startGateway(t, once)
  const detail = "Function id '4c1f9a52-0a5f-4f0e-9a39-000000000000': DEGRADED function cannot be invoked"
  simulator.inject({ name: 'status', status: 400, body: { status: 400, title: 'Bad Request', detail } }, { times: 1 })
  const { status, json } = await rerank(body)
  t.equal(status, 503)
  t.match(json.message, /DEGRADED/)
  t.notMatch(json.message, /4c1f9a52/)
})

t.test('a wrong provider key is a 403 that names the deployment, not the key', async (t) => {
  const { rerank } = await startGateway(t, { simulator: { keys: ['another'] }, model_info: { id: 'a1' } })
  const { status, text, json } = await rerank(body)
  t.equal(status, 403)
  t.match(json.message, /answered 403: Authorization failed \(model group "rerank", deployment "a1"\)/)
  t.notMatch(text, /nvapi-test/)
})

t.test('a keyless container works without a key', async (t) => {
  const { rerank, simulator } = await startGateway(t, { litellm_params: { api_key: undefined } })
  t.equal((await rerank(body)).status, 200)
  t.equal(simulator.calls[0]?.headers.authorization, undefined)
})

t.test("NVCF's 202 is polled with its id until the answer is there", async (t) => {
  const { rerank, simulator } = await startGateway(t, { simulator: { fault: { name: 'nvcf-pending', polls: 0 } } })
  const { status, json } = await rerank(body)
  t.equal(status, 200)
  t.equal(json.results.length, 3)
  t.strictSame(
    simulator.calls.map(({ method, path }) => `${method} ${path.replace(/[\w-]+$/, 'ID')}`),
    ['POST /v1/retrieval/nvidia/llama-nemotron-rerank-1b-v2/ID', 'GET /v2/nvcf/pexec/status/ID']
  )
})

t.test('P6 polling ends with the deadline', async (t) => {
  const { rerank, simulator } = await startGateway(t, {
    litellm_params: { timeout: 0.3 },
    simulator: { fault: { name: 'nvcf-pending', polls: 1000 } }
  })
  t.equal((await rerank(body)).status, 408)
  await simulator.idle()
})

t.test('P7 a client that leaves takes its upstream call with it', async (t) => {
  for (const name of ['stall-before-headers', 'stall-mid-body', 'nvcf-pending'] as const) {
    const { rerank, simulator } = await startGateway(t, {
      simulator: { fault: name === 'nvcf-pending' ? { name, polls: 1000 } : { name } }
    })
    const controller = new AbortController()
    const asked = rerank(body, { signal: controller.signal })
    await simulator.reached(1)
    controller.abort()
    await t.rejects(asked, { name: 'AbortError' })
    await simulator.idle()
    t.equal(simulator.openCalls, 0, name)
  }
})

t.test(
  'too many documents for a model that cannot split them are refused with the number, and nothing is sent',
  async (t) => {
    const { rerank, simulator } = await startGateway(t, { model_info: { max_documents: 2, pointwise: false } })
    const { status, json } = await rerank(body)
    t.equal(status, 400)
    t.equal(json.error.param, 'documents')
    t.match(json.message, /3 are more than the 2/)
    t.equal(simulator.received, 0)
  }
)

t.test('a body too large for the model is refused before it is sent', async (t) => {
  const { rerank, simulator } = await startGateway(t, { model_info: { max_bytes: 200 } })
  const { status, json } = await rerank({ ...body, documents: ['x'.repeat(200)] })
  t.equal(status, 413)
  t.match(json.message, /takes at most 200 bytes in one call/)
  t.equal(simulator.received, 0)
})

t.test('a pair too long with truncate NONE is the fault of the client, with the reason of NVIDIA', async (t) => {
  const { rerank } = await startGateway(t, { simulator: { maxTokens: 10 } })
  const { status, json } = await rerank({ ...body, documents: ['word '.repeat(100)], truncate: 'NONE' })
  t.equal(status, 422)
  t.match(json.message, /exceeds maximum allowed/)
  const cut = await rerank({ ...body, documents: ['word '.repeat(100)] })
  t.equal(cut.status, 200, 'END is sent unless asked otherwise')
  const wrong = await rerank({ ...body, truncate: 'START' })
  t.equal(wrong.status, 400)
  t.equal(wrong.json.error.param, 'truncate')
})
