import t from 'tap'
import { createGateway } from '../../src/gateway/gateway.ts'
import { noWishes } from '../../src/rerank/rerank-request.ts'
import type { Upstream } from '../../src/upstream/upstream.ts'
import { requestOf } from '../fixtures.ts'
import { startSimulator } from '../simulator/start-simulator.ts'
import { configOf, nimModel } from '../start-gateway.ts'

const nim = `nvidia_nim/${nimModel}`

function parts(body: string) {
  const budgets: number[] = []
  const left: number[] = []
  let isClosed = false
  const upstream: Upstream = {
    retire: () => undefined,
    send: async (_call, deadline) => {
      budgets.push(deadline.budgetMs)
      left.push(deadline.remainingMs())
      return { status: 200, headers: {}, body: Buffer.from(body), isCallSent: true }
    },
    close: async () => {
      isClosed = true
    }
  }
  return { upstream, budgets, left, isClosed: () => isClosed }
}

const rankings =
  '{"rankings":[{"index":0,"logit":-1},{"index":1,"logit":3},{"index":2,"logit":3}],"usage":{"total_tokens":1000}}'

t.test('the whole path: model, scores, ranking, display, cost', async (t) => {
  const { upstream, isClosed } = parts(rankings)
  const model_info = { id: 'a1', input_cost_per_token: 0.001 }
  const config = configOf({
    model_list: [{ model_name: 'rerank', litellm_params: { model: nim, api_key: 'k' }, model_info }]
  })
  const gateway = createGateway(config, { upstream, clock: { now: () => 5 }, random: () => 0 })
  const { signal } = new AbortController()
  const answer = await gateway.rerank(requestOf(['a', 'b', 'c'], { topN: 2 }), {
    signal,
    isExplained: false,
    spentMs: 0
  })
  t.strictSame(answer.ranking, [
    { index: 1, score: 3 },
    { index: 2, score: 3 }
  ])
  t.equal(answer.cost, 1)
  t.equal(answer.deployment.id, 'a1')
  t.equal(answer.upstreamMs, 0)
  await gateway.close()
  t.equal(isClosed(), true)
})

t.test('P6 time that a request has waited counts towards its deadline', async (t) => {
  const { upstream, budgets, left } = parts(rankings)
  const model_list = [{ model_name: 'rerank', litellm_params: { model: nim, api_key: 'k' } }]
  const config = configOf({ model_list, router_settings: { timeout: 30 } })
  const gateway = createGateway(config, { upstream, clock: { now: () => 5 } })
  const { signal } = new AbortController()
  await gateway.rerank(requestOf(['a', 'b', 'c']), { signal, isExplained: false, spentMs: 1000 })
  t.strictSame(budgets, [30_000])
  t.strictSame(left, [29_000])
})

t.test(
  "the budget is the router's, or the deployment's where that is longer, and a caller may only shorten it",
  async (t) => {
    const { upstream, budgets } = parts(rankings)
    const model_list = [
      { model_name: 'own', litellm_params: { model: nim, api_key: 'k', timeout: 90 } },
      { model_name: 'short', litellm_params: { model: nim, api_key: 'k', timeout: 7 } },
      { model_name: 'rerank', litellm_params: { model: nim, api_key: 'k' } }
    ]
    const gateway = createGateway(configOf({ model_list, router_settings: { timeout: 30 } }), {
      upstream,
      clock: { now: () => 5 }
    })
    const { signal } = new AbortController()
    const request = requestOf(['a', 'b', 'c'])
    for (const [model, timeoutMs] of [
      ['rerank', undefined],
      ['own', undefined],
      ['short', undefined],
      ['rerank', 5000],
      ['rerank', 500_000]
    ] as const) {
      await gateway.rerank(
        { ...request, model, wishes: { ...noWishes, timeoutMs } },
        { signal, isExplained: false, spentMs: 0 }
      )
    }
    t.strictSame(budgets, [30_000, 90_000, 7000, 5000, 30_000])
  }
)

t.test('a name that nobody has is refused', async (t) => {
  const gateway = createGateway(
    configOf({ model_list: [{ model_name: 'rerank', litellm_params: { model: 'local/lexical' } }] })
  )
  const { signal } = new AbortController()
  await t.rejects(gateway.rerank(requestOf(['a'], { model: 'rerankk' }), { signal, isExplained: false, spentMs: 0 }), {
    name: 'GatewayError',
    code: 'unknown_model',
    status: 400,
    param: 'model',
    message: /Invalid model name passed in model=rerankk/
  })
})

t.test(
  'P15 a request ends by the configuration that it began with, and then its connections are no longer needed',
  async (t) => {
    const answer = Promise.withResolvers<void>()
    const asked: string[] = []
    const retired: (readonly string[])[] = []
    const upstream: Upstream = {
      retire: (origins) => retired.push([...origins]),
      send: async ({ url }) => {
        asked.push(url.origin)
        await answer.promise
        return { status: 200, headers: {}, body: Buffer.from(rankings), isCallSent: true }
      },
      close: async () => undefined
    }
    const configAt = (port: number, name: string) =>
      configOf({
        model_list: [
          { model_name: name, litellm_params: { model: nim, api_base: `http://127.0.0.1:${port}`, api_key: 'k' } }
        ]
      })
    const gateway = createGateway(configAt(1, 'rerank'), { upstream })
    const call = { signal: new AbortController().signal, isExplained: false, spentMs: 0 }
    const request = requestOf(['a', 'b', 'c'])
    const before = gateway.rerank(request, call)
    const next = configAt(2, 'other')
    gateway.reload(next)
    t.equal(gateway.config, next)
    await t.rejects(gateway.rerank(request, call), { code: 'unknown_model' })
    const after = gateway.rerank({ ...request, model: 'other' }, call)
    t.strictSame(retired, [], 'not while somebody needs the old ones')
    answer.resolve()
    t.equal((await before).deployment.alias, 'rerank')
    t.equal((await after).deployment.alias, 'other')
    t.strictSame(asked, ['http://127.0.0.1:1', 'http://127.0.0.1:2'])
    t.strictSame(retired, [['http://127.0.0.1:2']])

    const [probed] = await gateway.probeAll(call.signal)
    t.equal(probed?.deployment.alias, 'other')
    gateway.reload(configAt(3, 'rerank'))
    t.strictSame(retired.at(-1), ['http://127.0.0.1:3'], 'at once when nobody does')
  }
)

t.test('P5 a request whose scores are all kept is answered while its deployment may not be asked', async (t) => {
  const { upstream, budgets } = parts(rankings)
  const config = configOf({
    model_list: [{ model_name: 'rerank', litellm_params: { model: nim, api_key: 'k', rpm: 1 } }],
    router_settings: { fallbacks: [{ rerank: ['passthrough'] }] },
    litellm_settings: { cache: true, cache_params: { type: 'local' } }
  })
  const gateway = createGateway(config, { upstream, clock: { now: () => 5 } })
  const call = { signal: new AbortController().signal, isExplained: false, spentMs: 0 }
  const request = requestOf(['a', 'b', 'c'])
  await gateway.rerank(request, call)
  const again = await gateway.rerank({ ...request, topN: 1 }, call)
  t.match(again, { fallbacks: 0, degradation: undefined, cache: { hits: 3, total: 3 }, ranking: [{ index: 1 }] })
  const other = await gateway.rerank({ ...request, query: 'another' }, call)
  t.equal(other.degradation?.kind, 'as-sent')
  t.equal(budgets.length, 1)
})

t.test('a plan refuses what the request would be refused for', async (t) => {
  const { upstream, budgets } = parts(rankings)
  const gateway = createGateway(
    configOf({
      model_list: [
        { model_name: 'keyless', litellm_params: { model: 'cohere/rerank-v4.0-pro' } },
        { model_name: 'small', litellm_params: { model: nim, api_key: 'k' }, model_info: { max_bytes: 200 } },
        { model_name: 'r', litellm_params: { model: nim, api_key: 'k', tags: ['free'] }, model_info: { id: 'free' } },
        { model_name: 'r', litellm_params: { model: nim, api_key: 'k', tags: ['paid'] }, model_info: { id: 'paid' } }
      ],
      router_settings: { enable_tag_filtering: true }
    }),
    { upstream, clock: { now: () => 5 } }
  )
  const call = { signal: new AbortController().signal, isExplained: false, spentMs: 0 }
  const refused = [
    [requestOf(['a'], { model: 'keyless' }), { code: 'not_ready', status: 500 }],
    [requestOf(['x'.repeat(300)], { model: 'small' }), { code: 'over_limit', status: 413 }],
    [
      requestOf(['a'], { model: 'r', wishes: { ...noWishes, fallbacks: ['nope'] } }),
      { code: 'invalid_request', status: 400 }
    ],
    [
      requestOf(['a'], { model: 'r', wishes: { ...noWishes, tags: ['gold'] } }),
      { code: 'no_deployment_with_tags', status: 400 }
    ]
  ] as const
  for (const [request, error] of refused) {
    await t.rejects(gateway.rerank(request, call), error)
    await t.rejects(gateway.plan(request), error)
  }
  const paid = await gateway.plan(requestOf(['a'], { model: 'r', wishes: { ...noWishes, tags: ['paid'] } }))
  t.equal(paid.deployment.id, 'paid')
  t.strictSame(budgets, [], 'nobody is called')
})

t.test('an explained request is told which models were passed over, and why', async (t) => {
  const { upstream } = parts(rankings)
  const config = configOf({
    model_list: [
      { model_name: 'rerank', litellm_params: { model: nim, api_key: 'k', rpm: 1 }, model_info: { id: 'a1' } },
      { model_name: 'keyless', litellm_params: { model: 'cohere/rerank-v4.0-pro' }, model_info: { id: 'b1' } }
    ],
    router_settings: { fallbacks: [{ '*': ['passthrough'] }] }
  })
  const gateway = createGateway(config, { upstream, clock: { now: () => 5 } })
  const call = { signal: new AbortController().signal, isExplained: true, spentMs: 0 }
  const stepsOf = async (model: string) => (await gateway.rerank(requestOf(['a', 'b', 'c'], { model }), call)).steps
  await stepsOf('rerank')
  t.match(await stepsOf('rerank'), [
    { deployment: 'a1', what: 'skipped: rpm 1 is used up' },
    { deployment: 'last-resort-passthrough', what: 'asked' },
    { what: 'answered' }
  ])
  t.match(await stepsOf('keyless'), [{ deployment: 'b1', what: /^skipped: .*COHERE_API_KEY/ }, { what: 'asked' }])
})

t.test('closing waits for whole requests, also of a replaced configuration, and refuses new ones', async (t) => {
  const simulator = await startSimulator()
  t.teardown(() => simulator.close())
  const configFor = (name: string) =>
    configOf({
      model_list: [
        {
          model_name: name,
          litellm_params: { model: nim, api_base: simulator.url, api_key: 'k' },
          model_info: { max_documents: 1 }
        }
      ],
      rankgate: { max_fanout: 1 }
    })
  const gateway = createGateway(configFor('rerank'))
  const call = { signal: new AbortController().signal, isExplained: false, spentMs: 0 }
  const held = Promise.withResolvers<void>()
  simulator.inject({ name: 'hold', until: held.promise }, { times: 1 })
  const asked = gateway.rerank(requestOf(['a', 'b', 'c', 'd']), call)
  await simulator.reached(1)
  gateway.reload(configFor('other'))
  const closed = gateway.close()
  const request = requestOf(['a'], { model: 'other' })
  const refusal = { name: 'GatewayError', code: 'not_ready', message: /^the gateway is closed/ }
  await t.rejects(gateway.rerank(request, call), refusal)
  await t.rejects(gateway.plan(request), refusal)
  await t.rejects(gateway.probeAll(call.signal), refusal)
  let isAnswered = false
  void asked.then(() => {
    isAnswered = true
  })
  held.resolve()
  await closed
  t.equal(isAnswered, true, 'not after the first call, but after the last')
  t.equal((await asked).ranking.length, 4)
  t.equal(simulator.received, 4)
  await gateway.close()
  await t.rejects(gateway.rerank(request, call), refusal)
})
