import { setImmediate as nextTurn } from 'node:timers/promises'
import t from 'tap'
import { manualTime } from '../clock/manual-time.ts'
import { type Simulator, startSimulator } from '../simulator/start-simulator.ts'
import {
  configOf,
  type GatewaySettings,
  masterKey,
  nimEntry,
  nimModel,
  providerKey,
  startGateway
} from '../start-gateway.ts'

const body = { model: 'rerank', query: 'canary-query', documents: ['canary-document one', 'canary-document two'] }
const down = { name: 'status', status: 503, body: { detail: 'canary-document one is bad' } } as const

interface Tap {
  teardown(end: () => Promise<void>): void
}

/** Two deployments of one model, `a` tried before `b` unless they are of one order. */
async function pair(t: Tap, settings: GatewaySettings & { readonly params?: readonly object[] } = {}) {
  const [a, b] = [await startSimulator(), await startSimulator()]
  t.teardown(async () => void (await Promise.all([a.close(), b.close()])))
  const { params = [{ order: 1 }, { order: 2 }], ...rest } = settings
  const model_list = () =>
    [a, b].map((simulator, at) =>
      nimEntry(simulator, { litellm_params: { ...params[at] }, model_info: { id: at === 0 ? 'a' : 'b' } })
    )
  const gateway = await startGateway(t, { ...rest, model_list })
  const deployments = () => gateway.gateway.status().groups[0]?.spaces[0]?.deployments ?? []
  return { ...gateway, a, b, deployments }
}

/** Lets the event loop turn until it holds; the test's own timeout ends what never does. */
async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await nextTurn()
}

interface Explained {
  readonly meta?: { readonly steps?: readonly Step[] }
  readonly error?: { readonly steps?: readonly Step[] }
}

interface Step {
  readonly at_ms: number
  readonly deployment?: string
  readonly what: string
}

function stepsOf(text: string): readonly Step[] {
  const { meta, error } = JSON.parse(text) as Explained
  return meta?.steps ?? error?.steps ?? []
}

t.test('an answer tells how it came about where that is asked for, and nothing that is secret', async (t) => {
  const { rerank, a } = await pair(t)
  t.strictSame(stepsOf((await rerank(body)).text), [])
  a.inject(down, { times: 1 })
  const { status, text } = await rerank(body, { headers: { 'x-rankgate-explain': '1' } })
  t.equal(status, 200)
  t.strictSame(
    stepsOf(text).map(({ deployment, what }) => `${deployment}: ${what}`),
    ['a: asked', 'a: failed: failed', 'b: asked', 'b: answered']
  )
  t.notMatch(JSON.stringify(stepsOf(text)), /canary|nvapi/)
})

t.test('P19 an error tells the same, with who was passed over and why', async (t) => {
  const { rerank, a, b, logged } = await pair(t)
  a.inject({ name: 'status', status: 429, headers: { 'retry-after': '60' } })
  b.inject(down)
  const headers = { 'x-rankgate-explain': '1', 'x-litellm-num-retries': '1' }
  const first = await rerank(body, { headers })
  t.equal(first.status, 429)
  const second = await rerank(body, { headers: { ...headers, 'x-litellm-num-retries': '0' } })
  t.equal(second.status, 503)
  t.match(stepsOf(second.text), [{ deployment: 'a', what: /^skipped: resting for .* s after rate_limited \(429\)$/ }])
  t.match(stepsOf(second.text).at(-1), { deployment: 'b', what: 'failed: failed' })
  for (const seen of [first.text, second.text, logged()]) {
    t.notMatch(seen, new RegExp(`canary|${providerKey}|${masterKey}`))
  }
})

t.test('tags of a header, of the body and of its metadata choose the deployment', async (t) => {
  const { rerank } = await pair(t, {
    params: [{ tags: ['free'] }, { tags: ['paid', 'default'] }],
    config: { router_settings: { enable_tag_filtering: true } }
  })
  const servedBy = async (more: object, headers = {}) =>
    (await rerank({ ...body, ...more }, { headers })).headers.get('x-litellm-model-id')
  t.equal(await servedBy({}), 'b', 'the default')
  t.equal(await servedBy({ tags: ['free'] }), 'a')
  t.equal(await servedBy({ metadata: { tags: ['free'] } }), 'a')
  t.equal(await servedBy({ tags: ['paid'] }, { 'x-litellm-tags': 'free, other' }), 'a', 'the header wins')
  t.equal(await servedBy({ tags: ['nobody'] }), 'b')
})

t.test('no deployment with the tags is a 400 that names them', async (t) => {
  const { rerank, a } = await pair(t, {
    params: [{ tags: ['free'] }, { tags: ['paid'] }],
    config: { router_settings: { enable_tag_filtering: true } }
  })
  const { status, json } = await rerank({ ...body, tags: ['nobody'] })
  t.match([status, json.error], [400, { param: 'tags', message: /"nobody"/ }])
  t.equal(a.received, 0)
})

const hedge = { after: 1, budget: 1 }

t.test('a hedge: the second deployment answers, and the loser is cancelled and gives all back', async (t) => {
  const { rerank, a, b, deployments } = await pair(t, { config: { rankgate: { hedge } } })
  a.inject({ name: 'stall-mid-body' })
  const reply = await rerank(body)
  t.equal(reply.headers.get('x-litellm-model-id'), 'b')
  t.equal(reply.headers.get('x-rankgate-degraded'), null)
  await a.idle()
  t.strictSame([a.calls[0]?.aborted, b.calls[0]?.aborted], [true, false])
  t.match(deployments(), [
    { inFlight: 0, failuresInRow: 0 },
    { inFlight: 0, failuresInRow: 0 }
  ])
})

t.test('P7 a client that leaves ends both calls of a hedge', async (t) => {
  const { rerank, a, b, deployments } = await pair(t, { config: { rankgate: { hedge } } })
  for (const simulator of [a, b]) simulator.inject({ name: 'stall-before-headers' })
  const leaving = new AbortController()
  const left = rerank(body, { signal: leaving.signal })
  await Promise.all([a.reached(1), b.reached(1)])
  leaving.abort()
  await t.rejects(left)
  await Promise.all([a.idle(), b.idle()])
  await until(() => deployments().every(({ inFlight }) => inFlight === 0))
})

t.test('a request that was retried is not doubled, and second calls have a budget', async (t) => {
  const retried = await pair(t, { config: { rankgate: { hedge } } })
  retried.a.inject(down)
  retried.b.inject({ name: 'latency', ms: 50 })
  t.equal((await retried.rerank(body)).status, 200)
  t.strictSame([retried.a.received, retried.b.received], [1, 1])

  const poor = await pair(t, { config: { rankgate: { hedge: { after: 1, budget: 0.5 } } } })
  poor.a.inject({ name: 'latency', ms: 40 })
  for (let n = 0; n < 6; n++) t.equal((await poor.rerank(body)).status, 200)
  t.ok(poor.a.received === 6 && poor.b.received <= 3, `${poor.b.received} second calls of 6`)
})

const checked = {
  general_settings: { master_key: masterKey, background_health_checks: true, health_check_interval: 10 }
}

/** What asks which animal barks ranks the wrong sentence first; everybody else is answered truly. */
function broken(simulator: Simulator): void {
  simulator.inject({
    name: 'status',
    status: 200,
    body: {
      rankings: [
        { index: 1, logit: 5 },
        { index: 0, logit: -5 }
      ]
    }
  })
}

function well(simulator: Simulator): void {
  simulator.inject({
    name: 'status',
    status: 200,
    body: {
      rankings: [
        { index: 0, logit: 5 },
        { index: 1, logit: -5 }
      ]
    }
  })
}

t.test('health checks bring a deployment back, and let one that ranks wrongly rest', async (t) => {
  const time = manualTime()
  const { rerank, a, b, deployments, gateway } = await pair(t, {
    config: checked,
    parts: { clock: time.clock, after: time.after, random: () => 0 }
  })
  const round = async (calls: number): Promise<void> => {
    time.advance(10_000)
    await Promise.all([a.reached(calls), b.reached(calls)])
    // The next round is planned when this one is through.
    await until(() => time.waiting().length === 1)
  }
  const states = () => deployments().map(({ state }) => state)
  well(b)
  a.inject({ name: 'status', status: 401 }, { times: 1 })
  well(a)
  gateway.start()
  t.equal((await rerank(body)).headers.get('x-litellm-model-id'), 'b')
  t.strictSame(states(), ['resting', 'ready'])
  await round(2)
  t.strictSame(states(), ['ready', 'ready'], 'long before its minute was over')

  broken(a)
  await round(3)
  t.strictSame(states(), ['resting', 'ready'])
  t.equal(deployments()[0]?.lastError?.kind, 'wrong_order')
  const received = a.received
  t.equal((await rerank(body)).headers.get('x-litellm-model-id'), 'b')
  t.equal(a.received, received)
  for (let n = 0; n < 3; n++) await round(4 + n)
  t.ok((deployments()[0]?.restLeftMs ?? 0) > 590_000, 'and as long as it does so')
  well(a)
  await round(7)
  t.strictSame(states(), ['ready', 'ready'])
  await gateway.close()
  t.strictSame(time.waiting(), [])
})

t.test('P15 a reload keeps what is known of wildcards, and takes on the bound of answers', async (t) => {
  const [a, b] = [await startSimulator(), await startSimulator()]
  t.teardown(async () => void (await Promise.all([a.close(), b.close()])))
  const wild = (simulator: Simulator, order: number) =>
    nimEntry(simulator, { name: 'nvidia_nim/*', litellm_params: { model: 'nvidia_nim/*', order } })
  const model_list = () => [wild(a, 1), wild(b, 2)]
  const { rerank, gateway } = await startGateway(t, { model_list, config: { router_settings: { num_retries: 1 } } })
  const asked = { ...body, model: `nvidia_nim/${nimModel}` }
  a.inject({ name: 'status', status: 429, headers: { 'retry-after': '60' } }, { times: 1 })
  t.equal((await rerank(asked)).status, 200)
  const again = (more: object) =>
    gateway.reload(
      configOf({
        model_list: model_list(),
        general_settings: { master_key: masterKey, max_response_size_mb: 1 },
        ...more
      })
    )
  again({})
  t.equal((await rerank(asked)).status, 200)
  t.strictSame([a.received, b.received], [1, 2], 'the one that asked for a minute has it')
  b.inject({ name: 'oversize', bytes: 2 * 2 ** 20 })
  const { status, json } = await rerank(asked, { headers: { 'x-litellm-num-retries': '0' } })
  t.match([status, json.message], [502, /sent more than 1048576 bytes/])
})

t.test('P3 whoever waits for the scores of others does not fail for the upstream of another group', async (t) => {
  const other = await startSimulator()
  t.teardown(() => other.close())
  const failing = Promise.withResolvers<void>()
  const { rerank, simulator, gateway } = await startGateway(t, {
    simulator: {
      decide: async () => {
        await failing.promise
        return down
      }
    },
    config: { router_settings: { num_retries: 0 }, litellm_settings: { cache: true, cache_params: { type: 'local' } } },
    model_list: (first) => [nimEntry(first), nimEntry(other, { name: 'elsewhere' })]
  })
  const leader = rerank(body)
  await simulator.reached(1)
  const follower = rerank({ ...body, model: 'elsewhere' })
  await until(() => gateway.admission.load.inFlight === 2)
  t.equal(other.received, 0, 'it waits for the scores of the same space')
  failing.resolve()
  t.strictSame([(await leader).status, (await follower).status], [503, 200])
})
