import t from 'tap'
import { simulatedLogit } from '../simulator/simulated-score.ts'
import { type Simulator, startSimulator } from '../simulator/start-simulator.ts'
import { type GatewaySettings, nimEntry, nimModel, type Reply, startGateway } from '../start-gateway.ts'

const otherModel = 'nvidia/llama-3.2-nv-rerankqa-1b-v2'
const documents = ['cats purr', 'dogs bark', 'shares fell', 'rain stays mainly in the plain']
const body = { model: 'rerank', query: 'which animal barks', documents }

interface Tap {
  teardown(end: () => Promise<void>): void
}

/** `rerank` at one upstream and `other`, another model, at another one. */
async function twoModels(t: Tap, config: object, parts: GatewaySettings['parts'] = {}) {
  const other = await startSimulator()
  t.teardown(() => other.close())
  const gateway = await startGateway(t, { config: { ...config }, parts, model_list: (first) => entries(first, other) })
  return { ...gateway, other }
}

function entries(first: Simulator, other: Simulator): object[] {
  const litellm_params = { model: `nvidia_nim/${otherModel}` }
  return [nimEntry(first, { model_info: { id: 'first' } }), nimEntry(other, { name: 'other', litellm_params })]
}

/** What the simulator scores for a model, best first. */
function rankingOf(model: string): [number, number][] {
  return documents
    .map((text, index): [number, number] => [index, simulatedLogit(body.query, text, model)])
    .sort(([a, left], [b, right]) => right - left || a - b)
}

function rankingIn({ json }: Reply): [number, number][] {
  return json.results.map(({ index, relevance_score }) => [index, relevance_score])
}

const down = { name: 'status', status: 503 } as const
const router_settings = { num_retries: 0, fallbacks: [{ rerank: ['other'] }] }

t.test('P4 a fallback scores the whole request anew, and says who it was', async (t) => {
  const { rerank, simulator, other } = await twoModels(t, { router_settings })
  simulator.inject({ name: 'early-answer', status: 503 }, { times: 1 })
  const reply = await rerank(body)
  t.equal(reply.status, 200)
  t.strictSame(rankingIn(reply), rankingOf(otherModel))
  t.equal(reply.headers.get('x-litellm-attempted-fallbacks'), '1')
  t.match(reply.headers.get('x-litellm-model-api-base'), other.url)
  t.equal(passagesOf(other), documents.length)
  t.strictSame(rankingIn(await rerank(body)), rankingOf(nimModel), 'and the first again when it is well')
})

function passagesOf({ calls: [call] }: Simulator): number {
  return ((call?.body ?? { passages: [] }) as { passages: unknown[] }).passages.length
}

t.test('P4 what the first model scored before it failed is in no answer of the other', async (t) => {
  let calls = 0
  const { rerank, other } = await twoModelsSplit(t, () => (++calls === 2 || calls === 3 ? down : undefined))
  for (const _ of [1, 2]) {
    const reply = await rerank(body)
    t.strictSame(rankingIn(reply), rankingOf(otherModel))
    t.equal(reply.headers.get('x-rankgate-degraded'), 'fallback')
  }
  t.equal(calls, 3, 'of the second request half was known')
  t.equal(other.received, 1)
  t.strictSame(rankingIn(await rerank(body)), rankingOf(nimModel), 'nor is the other way round')
})

/** With a cache, and calls of two documents each, one after the other. */
async function twoModelsSplit(t: Tap, decide: () => typeof down | undefined) {
  const other = await startSimulator()
  t.teardown(() => other.close())
  const gateway = await startGateway(t, {
    simulator: { decide },
    config: {
      router_settings,
      rankgate: { max_fanout: 1 },
      litellm_settings: { cache: true, cache_params: { type: 'local' } }
    },
    model_list: (first) => [
      nimEntry(first, { model_info: { max_documents: 2 } }),
      nimEntry(other, { name: 'other', litellm_params: { model: `nvidia_nim/${otherModel}` } })
    ]
  })
  return { ...gateway, other }
}

t.test('P5 an answer of another model says so to machines and to people; one of its own does not', async (t) => {
  const { rerank, simulator } = await twoModels(t, { router_settings })
  const own = await rerank(body)
  t.equal(own.headers.get('x-rankgate-degraded'), null)
  t.equal(own.json.meta.warnings, undefined)
  simulator.inject(down)
  const degraded = await rerank(body)
  t.equal(degraded.headers.get('x-rankgate-degraded'), 'fallback')
  t.match(degraded.json.meta.warnings, [/^"rerank" failed and "other" answered instead/])
  t.equal(degraded.json.model, 'rerank')
})

t.test(
  'P5 it says so too under an alias, a wildcard and within one group, and when the first is passed over',
  async (t) => {
    const { rerank, simulator } = await startGateway(t, {
      model_list: (simulator) => [
        nimEntry(simulator, { litellm_params: { order: 1, max_parallel_requests: 1 } }),
        nimEntry(simulator, { litellm_params: { model: `nvidia_nim/${otherModel}`, order: 2 } }),
        nimEntry(simulator, { name: 'nvidia_nim/*', litellm_params: { model: 'nvidia_nim/*' } })
      ],
      config: {
        router_settings: {
          num_retries: 0,
          model_group_alias: { ranker: 'rerank' },
          fallbacks: [{ [`nvidia_nim/${nimModel}`]: ['rerank'] }]
        }
      }
    })
    const held = Promise.withResolvers<void>()
    simulator.inject({ name: 'hold', until: held.promise }, { times: 1 })
    const first = rerank(body)
    await simulator.reached(1)
    const passed = await rerank({ ...body, model: 'ranker' })
    t.equal(passed.headers.get('x-rankgate-degraded'), 'fallback', 'the first was at work, and passed over')
    t.strictSame(rankingIn(passed), rankingOf(otherModel))
    held.resolve()
    t.equal((await first).headers.get('x-rankgate-degraded'), null)
    simulator.inject(down, { times: 1 })
    t.match((await rerank({ ...body, model: 'ranker' })).json.meta.warnings, [/"rerank" failed and/])
    simulator.inject(down, { times: 2 })
    const wild = await rerank({ ...body, model: `nvidia_nim/${nimModel}` })
    t.strictSame(rankingIn(wild), rankingOf(otherModel))
    t.equal(wild.headers.get('x-rankgate-degraded'), 'fallback')
  }
)

t.test('what hangs for its own timeout leaves time for the next: it is not asked again before', async (t) => {
  const other = await startSimulator()
  t.teardown(() => other.close())
  const held = Promise.withResolvers<void>()
  t.teardown(() => held.resolve())
  const otherEntry = (changes: object) =>
    nimEntry(other, { ...changes, litellm_params: { model: `nvidia_nim/${otherModel}`, order: 2 } })
  for (const [name, entries] of Object.entries({ fallback: { name: 'other' }, 'next tier': {} })) {
    const { rerank, simulator } = await startGateway(t, {
      model_list: (first) => [nimEntry(first, { litellm_params: { timeout: 0.2, order: 1 } }), otherEntry(entries)],
      config: {
        router_settings: { timeout: 30, fallbacks: [{ rerank: ['other'] }].slice(0, name === 'fallback' ? 1 : 0) }
      }
    })
    simulator.inject({ name: 'hold', until: held.promise })
    const reply = await rerank(body)
    t.equal(reply.status, 200, name)
    t.strictSame(rankingIn(reply), rankingOf(otherModel), name)
    t.equal(simulator.received, 1, name)
    t.match(reply.headers.get('x-litellm-attempted-fallbacks'), '1', name)
  }
})

t.test('what hangs is asked again where nobody comes after it, within the whole time of the request', async (t) => {
  const { rerank, simulator } = await startGateway(t, {
    model_list: (first) => [nimEntry(first, { litellm_params: { timeout: 0.2 } })],
    config: { router_settings: { timeout: 30 } }
  })
  const held = Promise.withResolvers<void>()
  t.teardown(() => held.resolve())
  simulator.inject({ name: 'hold', until: held.promise }, { times: 1 })
  const reply = await rerank(body)
  t.equal(reply.status, 200)
  t.equal(reply.headers.get('x-litellm-attempted-retries'), '1')
})

t.test('a request names its own fallbacks, or none', async (t) => {
  const { rerank, simulator } = await twoModels(t, {
    router_settings: { num_retries: 0, default_fallbacks: ['other'] }
  })
  simulator.inject(down)
  t.equal((await rerank(body)).headers.get('x-rankgate-degraded'), 'fallback', 'default_fallbacks')
  t.equal((await rerank({ ...body, fallbacks: [] })).status, 503)
  const lexical = await rerank({ ...body, fallbacks: ['local/lexical'] })
  t.equal(lexical.headers.get('x-rankgate-degraded'), 'lexical')
  t.equal(lexical.json.results[0]?.index, 1, 'by words')
  const unknown = await rerank({ ...body, fallbacks: ['nobody'] })
  t.match([unknown.status, unknown.json.error], [400, { param: 'fallbacks', message: /fallbacks: .*nobody/ }])
})

t.test('P5 passthrough as the last resort keeps the order, and says what it is', async (t) => {
  const { rerank, simulator, other } = await twoModels(t, {
    router_settings: { num_retries: 0, fallbacks: [{ rerank: ['other', 'passthrough'] }] }
  })
  simulator.inject(down)
  other.inject(down)
  const reply = await rerank({ ...body, top_n: 2 })
  t.equal(reply.status, 200)
  t.equal(reply.headers.get('x-rankgate-degraded'), 'as-sent')
  t.match(reply.json.meta.warnings, [/in the order in which they were sent/])
  t.strictSame(rankingIn(reply), [
    [0, 1],
    [1, 0.75]
  ])
})

t.test("a request's own fault is nobody's to repeat", async (t) => {
  const { rerank, simulator, other } = await twoModels(t, { router_settings })
  simulator.inject({ name: 'status', status: 422, body: { detail: 'no' } })
  t.equal((await rerank(body)).status, 422)
  t.equal(other.received, 0)
})

t.test('P6 one deadline for all: what the first took the fallback does not get again', async (t) => {
  const budgets: number[] = []
  let now = 0
  const { rerank, simulator, other, gateway } = await twoModels(
    t,
    { router_settings },
    {
      clock: { now: () => now },
      upstream: {
        send: async (_call, deadline) => {
          budgets.push(deadline.remainingMs())
          now += 700
          return { status: 503, headers: {}, body: Buffer.from('{}'), isCallSent: true }
        },
        retire: () => undefined,
        close: async () => undefined
      }
    }
  )
  t.equal((await rerank(body, { headers: { 'x-litellm-timeout': '1' } })).status, 503)
  t.strictSame(budgets, [1000, 300])
  now += 100_000
  budgets.length = 0
  t.equal((await rerank(body, { headers: { 'x-litellm-timeout': '0.5' } })).status, 503)
  t.strictSame(budgets, [500], 'nothing is begun after the deadline')
  t.equal(simulator.received + other.received, 0)
  t.equal(gateway.admission.load.inFlight, 0)
})

t.test('P6 a first model that stands still leaves nothing behind when the time is up', async (t) => {
  const { rerank, simulator, other, gateway } = await twoModels(t, { router_settings })
  simulator.inject({ name: 'stall-mid-body' })
  t.equal((await rerank(body, { headers: { 'x-litellm-timeout': '0.2' } })).status, 408)
  await simulator.idle()
  t.equal(other.received, 0)
  const [first] = gateway.status().groups[0]?.spaces[0]?.deployments ?? []
  t.equal(first?.inFlight, 0)
})

t.test('P9 with fallbacks and several calls a request, no upstream gets more than a fifth too many', async (t) => {
  const other = await startSimulator({ fault: down })
  t.teardown(() => other.close())
  const { rerank, simulator } = await startGateway(t, {
    simulator: { fault: down },
    // Without rests every call is made.
    config: { router_settings: { ...router_settings, num_retries: 3, disable_cooldowns: true } },
    parts: { wait: async () => undefined },
    model_list: (first) => [
      nimEntry(first, { model_info: { max_documents: 1 } }),
      nimEntry(other, { name: 'other', litellm_params: { model: `nvidia_nim/${otherModel}` } })
    ]
  })
  const requests = 30
  for (let n = 0; n < requests; n++) t.equal((await rerank(body)).status, 503)
  const most = (calls: number): number => Math.floor(calls * 1.2) + 3
  t.ok(other.received >= requests && other.received <= most(requests), `${other.received} at the fallback`)
  t.ok(simulator.received <= most(requests * documents.length), `${simulator.received} of single documents`)
})
