import t from 'tap'
import { ConfigError, createGateway, GatewayError, rerank } from '../src/sdk.ts'
import { simulatedLogit } from './simulator/simulated-score.ts'
import { startSimulator } from './simulator/start-simulator.ts'
import { nimModel } from './start-gateway.ts'

const model = `nvidia_nim/${nimModel}`
const query = 'which animal barks'
const documents = ['cats purr', 'dogs bark at night', { text: 'stocks fell' }]
const texts = ['cats purr', 'dogs bark at night', 'stocks fell']

function expected(): { index: number; relevance_score: number; document: { text: string } }[] {
  return texts
    .map((text, index) => ({ index, relevance_score: simulatedLogit(query, text, nimModel), document: { text } }))
    .sort((a, b) => b.relevance_score - a.relevance_score || a.index - b.index)
}

/** Sets environment variables until the test ends. */
function withEnvironment(t: Tap, variables: Readonly<Record<string, string>>): void {
  for (const [name, value] of Object.entries(variables)) {
    const before = process.env[name]
    process.env[name] = value
    t.teardown(() => {
      if (before === undefined) delete process.env[name]
      else process.env[name] = before
    })
  }
}

type Tap = { teardown(end: () => void): void }

t.test('rerank() ranks with one model and no configuration', async (t) => {
  const simulator = await startSimulator({ keys: ['nvapi-sdk'] })
  t.teardown(() => simulator.close())
  const answer = await rerank({
    model,
    query,
    documents,
    top_n: 2,
    truncate: 'NONE',
    api_base: simulator.url,
    api_key: 'nvapi-sdk',
    timeout: 5
  })
  t.strictSame(answer.results, expected().slice(0, 2))
  t.equal(answer.model, model)
  t.match(answer.id, /^[0-9a-f-]{36}$/)
  t.ok(answer.usage.total_tokens > 0)
  t.match(simulator.calls[0]?.body, { truncate: 'NONE' })
})

t.test("address and key come from LiteLLM's environment variables, as they are when called", async (t) => {
  const simulator = await startSimulator({ keys: ['nvapi-environment'] })
  t.teardown(() => simulator.close())
  withEnvironment(t, { NVIDIA_NIM_API_BASE: simulator.url, NVIDIA_NIM_API_KEY: 'nvapi-environment' })
  t.strictSame(
    (await rerank({ model, query, documents, return_documents: false })).results.map(({ index }) => index),
    expected().map(({ index }) => index)
  )
})

t.test('the embedded reranker needs nothing at all, and no door means no key to it', async (t) => {
  withEnvironment(t, { RANKGATE_MASTER_KEY: '' })
  const { results } = await rerank({
    model: 'local/lexical',
    query: 'dogs',
    documents: ['cats purr', 'dogs bark'],
    top_n: 1
  })
  t.equal(results[0]?.index, 1)
  t.strictSame(results[0]?.document, { text: 'dogs bark' })
})

t.test('errors are typed as over HTTP', async (t) => {
  const simulator = await startSimulator({ keys: ['right'], fault: { name: 'stall-mid-body' } })
  t.teardown(() => simulator.close())
  const call = { model, query, documents, api_base: simulator.url, api_key: 'right' }
  await t.rejects(rerank({ ...call, timeout: 0.1 }), { name: 'GatewayError', code: 'timeout', status: 408 })
  simulator.clear()
  await t.rejects(rerank({ ...call, api_key: 'wrong' }), {
    name: 'GatewayError',
    code: 'upstream_refused',
    status: 403
  })
  await t.rejects(rerank({ ...call, query: '' }), { name: 'GatewayError', code: 'invalid_request', param: 'query' })
  for (const timeout of [0, -1, Number.NaN, Number.POSITIVE_INFINITY, 1e7]) {
    await t.rejects(rerank({ ...call, timeout }), {
      name: 'GatewayError',
      code: 'invalid_request',
      param: 'timeout',
      message: /^timeout: must be a number/
    })
  }
  await t.rejects(rerank({ ...call, top_n: 0 }), { code: 'invalid_request', name: 'GatewayError', param: 'top_n' })
  await t.rejects(rerank({ ...call, api_base: 'no url' }), { name: 'ConfigError', message: /api_base/ })
  await t.rejects(rerank({ ...call, model: 'nim/x' }), { name: 'ConfigError', message: /unknown provider "nim"/ })
  const unset = rerank({ model: 'nvidia_nim/x', query, documents })
  await t.rejects(unset, { name: 'GatewayError', code: 'not_ready', message: /NVIDIA_NIM_API_KEY/ })
  t.ok(await unset.catch((error: unknown) => error instanceof GatewayError))
})

t.test('a name that no model has is refused before anything is kept for it', async (t) => {
  const model = `local/${'x'.repeat(512)}`
  const expected = { code: 'invalid_request', param: 'model', message: /^model: must be at most 512 characters long/ }
  await t.rejects(rerank({ model, query: 'q', documents: ['a'] }), expected)
  const gateway = createGateway({ model_list: [{ model_name: '*', litellm_params: { model: 'local/lexical' } }] })
  await t.rejects(gateway.rerank({ model, query: 'q', documents: ['a'] }), expected)
  await gateway.close()
})

t.test('P7 a signal ends the call, upstream too', async (t) => {
  const simulator = await startSimulator({ fault: { name: 'stall-before-headers' } })
  t.teardown(() => simulator.close())
  const controller = new AbortController()
  const call = { model, query, documents, api_base: simulator.url, signal: controller.signal }
  const asked = rerank(call)
  await simulator.reached(1)
  const reason = new Error('the user went on')
  controller.abort(reason)
  const error = await asked.catch((error: unknown) => error)
  const ended = { name: 'GatewayError', code: 'client_closed', status: 499 }
  t.match(error, { ...ended, message: 'the call was ended by its signal' })
  t.equal((error as Error).cause, reason)
  await simulator.idle()
  const late = await rerank(call).catch((error: unknown) => error)
  t.match(late, { ...ended, message: 'the signal had been given before the call: nobody was asked' })
  t.equal((late as Error).cause, reason)
  t.equal(simulator.received, 1)
})

t.test(
  'P9 rerank() remembers what fails: under a total outage calls are a fifth more than requests, and three',
  async (t) => {
    const simulator = await startSimulator({ fault: { name: 'status', status: 500 } })
    t.teardown(() => simulator.close())
    const requests = 40
    for (let at = 0; at < requests; at++) {
      // Callers with a deadline of their own give another timeout each time.
      const asked = rerank({ model, query, documents, api_base: simulator.url, timeout: 30 - at / 100 })
      await t.rejects(asked, { name: 'GatewayError', code: 'upstream_failed' })
    }
    t.ok(simulator.received <= 1.2 * requests + 3, `${simulator.received} calls`)
    t.ok(simulator.received > requests, 'and some are made')
  }
)

t.test('a key that has changed in the environment is used from the next call on', async (t) => {
  const simulator = await startSimulator({ keys: ['second'] })
  t.teardown(() => simulator.close())
  withEnvironment(t, { NVIDIA_NIM_API_KEY: 'first' })
  const call = { model, query, documents, api_base: simulator.url }
  await t.rejects(rerank(call), { name: 'GatewayError', code: 'upstream_refused' })
  process.env.NVIDIA_NIM_API_KEY = 'second'
  t.strictSame((await rerank(call)).results, expected())
})

t.test(
  'fallbacks are models of any provider, with addresses and keys of the environment, in their order',
  async (t) => {
    const [broken, right] = await Promise.all([
      startSimulator({ fault: { name: 'status', status: 500 } }),
      startSimulator({ keys: ['co-fallback'] })
    ])
    t.teardown(() => Promise.all([broken.close(), right.close()]))
    withEnvironment(t, { COHERE_API_BASE: right.url, COHERE_API_KEY: 'co-fallback' })
    const call = { model, query, documents, api_base: broken.url, api_key: 'nvapi-first', num_retries: 0 }
    // More of them than a configuration asks unless it says so.
    const fallbacks = ['a', 'b', 'c', 'd', 'e'].map((name) => `nvidia_nim/x/${name}`).concat('cohere/rerank-v3.5')
    const withBase = { ...call, fallbacks }
    process.env.NVIDIA_NIM_API_BASE = broken.url
    t.teardown(() => delete process.env.NVIDIA_NIM_API_BASE)
    t.equal((await rerank(withBase)).results.length, 3)
    t.match(
      broken.calls.map(({ body }) => body),
      [nimModel, 'x/a', 'x/b', 'x/c', 'x/d', 'x/e'].map((name) => ({ model: name }))
    )
    t.match(right.calls[0]?.body, { model: 'rerank-v3.5' })
    t.notMatch(broken.calls.slice(1), [{ headers: { authorization: 'Bearer nvapi-first' } }])
    t.equal((await rerank({ ...call, fallbacks: [model, 'passthrough'] })).results[0]?.index, 0)
  }
)

t.test('a fallback that cannot be used is named as it was given', async (t) => {
  const call = { model: 'local/lexical', query, documents }
  await t.rejects(rerank({ ...call, fallbacks: ['passthrough', 'nim/x'] }), {
    name: 'ConfigError',
    message: /^rerank\(\) fallbacks\[1\]: "nim\/x": unknown provider "nim"/,
    faults: [{ path: 'fallbacks[1]' }]
  })
  await t.rejects(rerank({ ...call, fallbacks: [''] }), { name: 'ConfigError', message: /^rerank\(\) fallbacks\[0\]:/ })
  await t.rejects(rerank({ ...call, fallbacks: ['gpt-4'] }), {
    name: 'GatewayError',
    param: 'fallbacks',
    message: /"gpt-4" cannot rerank: it names no provider/
  })
  for (const fallbacks of ['cohere/rerank-v3.5', [5], Array(21).fill('passthrough')] as unknown[]) {
    const asked = rerank({ ...call, fallbacks: fallbacks as string[] })
    await t.rejects(asked, { name: 'GatewayError', code: 'invalid_request', param: 'fallbacks' })
  }
})

t.test('what is missing or wrong is named as the caller wrote it', async (t) => {
  const wrong = (params: unknown) => rerank(params as Parameters<typeof rerank>[0])
  const missing = { name: 'GatewayError', code: 'invalid_request' }
  for (const params of [undefined, null, 'local/lexical', []]) {
    await t.rejects(wrong(params), { ...missing, message: 'rerank() takes one object: { model, query, documents }' })
  }
  await t.rejects(wrong({ query, documents }), { ...missing, param: 'model', message: /Missing required parameter/ })
  for (const given of [null, 5, '']) {
    await t.rejects(wrong({ model: given, query, documents }), { ...missing, param: 'model', message: /^model: must/ })
  }
  await t.rejects(wrong({ model, documents }), { ...missing, param: 'query' })
  await t.rejects(wrong({}), { ...missing, param: 'query' })
  const faults = { api_base: 'foo', api_key: 'a b', extra_headers: { host: 'x' } }
  await t.rejects(wrong({ model, query, documents, ...faults }), {
    name: 'ConfigError',
    message: /^rerank\(\) api_base: must be an absolute/,
    faults: [{ path: 'api_base' }, { path: 'api_key' }, { path: 'extra_headers.host' }]
  })
  await t.rejects(wrong({ model: 'nim/x', query, documents }), {
    name: 'ConfigError',
    message: /^rerank\(\) model: "nim/
  })
})

t.test('many addresses and keys are called one after another', async (t) => {
  const simulator = await startSimulator()
  t.teardown(() => simulator.close())
  for (let at = 0; at < 70; at++) {
    const { results } = await rerank({ model, query, documents, api_base: simulator.url, api_key: `key-${at}` })
    t.equal(results.length, 3)
  }
})

t.test('documents and configurations may be typed by interfaces', async (t) => {
  // An interface has no index signature, so that it fits no Record.
  interface Passage {
    readonly text: string
    readonly id: number
  }
  interface Setup {
    readonly model_list: readonly { readonly model_name: string; readonly litellm_params: { readonly model: string } }[]
  }
  const passages: Passage[] = texts.map((text, id) => ({ text, id }))
  const setup: Setup = { model_list: [{ model_name: 'mine', litellm_params: { model: 'local/lexical' } }] }
  const gateway = createGateway(setup)
  t.teardown(() => gateway.close())
  const asked = { query: 'dogs', documents: passages, top_n: 1 }
  t.match(await gateway.rerank({ model: 'mine', ...asked }), { results: [{ index: 1 }] })
  t.match(await rerank({ model: 'local/lexical', ...asked }), { results: [{ index: 1 }] })
})

t.test('createGateway() takes a value or a file, and is closed', async (t) => {
  const simulator = await startSimulator()
  t.teardown(() => simulator.close())
  const entry = { model_name: 'mine', litellm_params: { model, api_base: simulator.url } }
  const gateway = createGateway({ model_list: [entry] })
  t.strictSame((await gateway.rerank({ model: 'mine', query, documents })).results, expected())
  await t.rejects(gateway.rerank({ model: 'other', query, documents }), { name: 'GatewayError', code: 'unknown_model' })
  await t.rejects(gateway.rerank({ model: 'mine', query, documents, timeout: -1 }), {
    name: 'GatewayError',
    param: 'timeout'
  })
  await gateway.close()

  const dir = t.testdir({
    'gateway.yaml': 'model_list:\n  - {model_name: mine, litellm_params: {model: local/lexical}}\n'
  })
  const fromFile = createGateway(`${dir}/gateway.yaml`)
  t.equal((await fromFile.rerank({ model: 'mine', query: 'dogs', documents: ['cats', 'dogs'] })).results[0]?.index, 1)
  await fromFile.close()
  t.throws(() => createGateway({ model_list: [{ litellm_params: {} }] }), ConfigError)
  t.throws(() => createGateway('no/such/file.yaml'), { name: 'ConfigError', message: /no\/such\/file\.yaml/ })
})
