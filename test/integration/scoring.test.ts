import fc from 'fast-check'
import t from 'tap'
import { createGateway, type Gateway } from '../../src/gateway/gateway.ts'
import type { RerankAnswer } from '../../src/gateway/rerank-answer.ts'
import type { RerankRequest } from '../../src/rerank/rerank-request.ts'
import { requestOf } from '../fixtures.ts'
import type { Fault } from '../simulator/fault.ts'
import { startSimulator } from '../simulator/start-simulator.ts'
import { configOf, nimEntry, nimModel, startGateway } from '../start-gateway.ts'

const otherModel = 'nvidia/llama-3.2-nv-rerankqa-1b-v2'

/** What a gateway does about scoring. */
interface Ways {
  readonly maxDocuments: number
  readonly maxFanout: number
  readonly hasCache: boolean
}

/** Two names for two models, hence two score spaces, at one upstream. */
function gatewayWith({ url }: { readonly url: string }, { maxDocuments, maxFanout, hasCache }: Ways): Gateway {
  const entry = (name: string, model: string) =>
    nimEntry(
      { url },
      { name, litellm_params: { model: `nvidia_nim/${model}` }, model_info: { max_documents: maxDocuments } }
    )
  const config = configOf({
    model_list: [entry('rerank', nimModel), entry('other', otherModel)],
    router_settings: { num_retries: 0 },
    litellm_settings: hasCache ? { cache: true, cache_params: { type: 'local' } } : {},
    rankgate: { max_fanout: maxFanout }
  })
  return createGateway(config)
}

const call = () => ({ signal: new AbortController().signal, isExplained: false, spentMs: 0 })
const plainWays: Ways = { maxDocuments: 10_000, maxFanout: 1, hasCache: false }

/** Some texts of a pool, with repetitions where the pool is small. */
const list = (most: number) =>
  fc
    .record({ seed: fc.nat(), count: fc.integer({ min: 1, max: most }), pool: fc.integer({ min: 1, max: 2 * most }) })
    .map(({ seed, count, pool }) =>
      Array.from({ length: count }, (_, at) => `passage ${(Math.imul(seed + at, 0x9e3779b1) >>> 0) % pool}`)
    )

const asked = (most: number) =>
  fc
    .record({
      texts: list(most),
      query: fc.constantFrom('one', 'another'),
      model: fc.constantFrom('rerank', 'rerank', 'other'),
      topN: fc.option(fc.integer({ min: 1, max: most }), { nil: undefined })
    })
    .map(({ texts, ...rest }) => requestOf(texts, rest))

const ways = fc.record({
  maxDocuments: fc.integer({ min: 60, max: 600 }),
  maxFanout: fc.integer({ min: 1, max: 8 }),
  hasCache: fc.boolean()
})

function shown({ ranking, deployment }: RerankAnswer): string {
  return JSON.stringify([deployment.alias, ranking])
}

t.test('P3 splitting, deduplicating, caching and coalescing change nothing: equal bit for bit', async (t) => {
  const simulator = await startSimulator({ maxPassages: 10_000 })
  t.teardown(() => simulator.close())
  const plain = gatewayWith(simulator, plainWays)
  t.teardown(() => plain.close())
  // Requests of a round run at the same time; later rounds find what earlier ones left in the cache.
  const rounds = fc.array(fc.array(asked(3000), { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 3 })
  let hits = 0
  await fc.assert(
    fc.asyncProperty(rounds, ways, async (rounds, ways) => {
      const gateway = gatewayWith(simulator, ways)
      try {
        for (const round of rounds) {
          const [found, expected] = await Promise.all(
            [gateway, plain].map((each) => Promise.all(round.map((request) => each.rerank(request, call()))))
          )
          hits += found?.reduce((sum, { cache }) => sum + (cache?.hits ?? 0), 0) ?? 0
          for (const [at, answer] of (found ?? []).entries()) {
            const same = expected?.[at]
            if (same === undefined || shown(answer) !== shown(same)) throw new Error(`request ${at} differs`)
          }
        }
      } finally {
        await gateway.close()
      }
    }),
    { numRuns: 25 }
  )
  t.ok(hits > 0, 'the cache had a part in it')
})

t.test('P3 the same holds while callers leave', async (t) => {
  const simulator = await startSimulator({ maxPassages: 10_000 })
  t.teardown(() => simulator.close())
  const plain = gatewayWith(simulator, plainWays)
  t.teardown(() => plain.close())
  const leaving = fc.record({
    stayers: fc.array(asked(300), { minLength: 1, maxLength: 3 }),
    leaver: asked(300),
    ways,
    turns: fc.nat(30)
  })
  await fc.assert(
    fc.asyncProperty(leaving, async ({ stayers, leaver, ways, turns }) => {
      const gateway = gatewayWith(simulator, { ...ways, hasCache: true })
      try {
        const own = new AbortController()
        const left = gateway.rerank(leaver, { ...call(), signal: own.signal }).catch(() => undefined)
        const answers = Promise.all(stayers.map((request) => gateway.rerank(request, call())))
        for (let turn = 0; turn < turns; turn++) await new Promise((resolve) => setImmediate(resolve))
        own.abort()
        await left
        const expected = await Promise.all(stayers.map((request) => plain.rerank(request, call())))
        const isSame = (await answers).every((answer, at) => {
          const same = expected[at]
          return same !== undefined && shown(answer) === shown(same)
        })
        if (!isSame) throw new Error('an answer differs')
      } finally {
        await gateway.close()
      }
    }),
    { numRuns: 25 }
  )
  t.pass('for 25 cases')
})

const spoilt: readonly Fault[] = [
  { name: 'truncated' },
  { name: 'short-list' },
  { name: 'nan-score' },
  { name: 'duplicate-index' },
  { name: 'reset-mid-body' },
  { name: 'garbage' }
]

t.test('P2 an upstream answer that is not whole is never returned, and nothing of it is kept', async (t) => {
  const strike: { fault: Fault | undefined; after: number } = { fault: undefined, after: 0 }
  const simulator = await startSimulator({
    maxPassages: 10_000,
    decide: () => (strike.after-- === 0 ? strike.fault : undefined)
  })
  t.teardown(() => simulator.close())
  const plain = gatewayWith(simulator, plainWays)
  t.teardown(() => plain.close())
  const faulty = fc.record({ request: asked(1000), fault: fc.constantFrom(...spoilt), after: fc.nat(5), ways })
  let failed = 0
  await fc.assert(
    fc.asyncProperty(faulty, async ({ request, fault, after, ways }) => {
      const gateway = gatewayWith(simulator, { ...ways, hasCache: true })
      try {
        const expected = shown(await plain.rerank(request, call()))
        Object.assign(strike, { fault, after })
        const first = await gateway.rerank(request, call()).then(shown, () => 'failed')
        strike.fault = undefined
        if (first === 'failed') failed++
        else if (first !== expected) throw new Error(`${fault.name} was passed on`)
        if (shown(await gateway.rerank(request, call())) !== expected) throw new Error(`${fault.name} was kept`)
      } finally {
        await gateway.close()
      }
    }),
    { numRuns: 30 }
  )
  t.ok(failed > 0)
})

t.test(
  'P4 after a failover the whole request is scored by the other space, whatever the first had scored',
  async (t) => {
    const simulator = await startSimulator({
      maxPassages: 10_000,
      decide: ({ body }) => {
        const { model, passages } = body as { model: string; passages: { text: string }[] }
        const isLost = model === nimModel && passages.some(({ text }) => text === 'lost')
        return isLost ? { name: 'status', status: 503 } : undefined
      }
    })
    t.teardown(() => simulator.close())
    const entry = (name: string, model: string) =>
      nimEntry(simulator, {
        name,
        litellm_params: { model: `nvidia_nim/${model}` },
        model_info: { max_documents: 100 }
      })
    const config = configOf({
      model_list: [entry('rerank', nimModel), entry('other', otherModel)],
      router_settings: { num_retries: 0, fallbacks: [{ rerank: ['other'] }] },
      litellm_settings: { cache: true, cache_params: { type: 'local' } }
    })
    const plain = gatewayWith(simulator, plainWays)
    t.teardown(() => plain.close())
    await fc.assert(
      fc.asyncProperty(list(500), fc.nat(), async (texts, place) => {
        const gateway = createGateway(config)
        try {
          const withLost = texts.toSpliced(place % texts.length, 0, 'lost')
          const request = requestOf(withLost)
          // What the first space knows of it already must not get in.
          await gateway.rerank(requestOf(texts), call())
          const answer = await gateway.rerank(request, call())
          const expected = await plain.rerank({ ...request, model: 'other' }, call())
          if (shown(answer) !== shown(expected)) throw new Error('scores of two spaces met')
          if (answer.deployment.alias !== 'other') throw new Error('the answer names another deployment')
        } finally {
          await gateway.close()
        }
      }),
      { numRuns: 20 }
    )
    t.pass('for 20 cases')
  }
)

t.test('10,000 documents to a NIM of 512 a call are one exact ranking', async (t) => {
  const { rerank, simulator } = await startGateway(t)
  const documents = Array.from({ length: 10_000 }, (_, index) => `passage ${index}`)
  const { status, json } = await rerank({ model: 'rerank', query: 'q', documents, return_documents: false })
  t.equal(status, 200)
  t.equal(simulator.received, 20)
  t.ok(simulator.peakOpenCalls <= 4)
  const plainSimulator = await startSimulator({ maxPassages: 10_000 })
  t.teardown(() => plainSimulator.close())
  const plain = gatewayWith(plainSimulator, plainWays)
  t.teardown(() => plain.close())
  const request: RerankRequest = requestOf(documents, { query: 'q' })
  const { ranking } = await plain.rerank(request, call())
  t.strictSame(
    json.results.map(({ index, relevance_score }) => [index, relevance_score]),
    ranking.map(({ index, score }) => [index, score])
  )
  t.equal(json.meta['tokens']?.['input_tokens'], json.usage['prompt_tokens'])
})

t.test('a server that takes fewer than we know is learned from, once', async (t) => {
  const { rerank, simulator } = await startGateway(t, { simulator: { maxPassages: 32 } })
  const documents = Array.from({ length: 100 }, (_, index) => `passage ${index}`)
  const first = await rerank({ model: 'rerank', query: 'q', documents })
  t.equal(first.status, 200)
  t.equal(first.json.results.length, 100)
  t.equal(simulator.received, 5, 'one refusal that tells the limit, and four calls of 25')
  await rerank({ model: 'rerank', query: 'q', documents })
  t.equal(simulator.received, 9)
})

t.test('a server that takes fewer bytes than we know is learned from as well', async (t) => {
  const { rerank, simulator } = await startGateway(t, { simulator: { maxBodyBytes: 40_000 } })
  const documents = Array.from({ length: 100 }, (_, index) => `${index} ${'x'.repeat(1000)}`)
  const { status, json } = await rerank({ model: 'rerank', query: 'q', documents })
  t.equal(status, 200)
  t.equal(json.results.length, 100)
  const learning = simulator.received
  await rerank({ model: 'rerank', query: 'q', documents })
  t.ok(simulator.received - learning < learning, 'the second time nothing is refused')
})

t.test(
  'a document that the provider refuses by its place in a chunk is named by its place in the request',
  async (t) => {
    const { rerank } = await startGateway(t, { model_info: { max_documents: 10 } })
    const documents = Array.from({ length: 30 }, (_, index) => (index === 25 ? '' : `passage ${index}`))
    const { status, text } = await rerank({ model: 'rerank', query: 'q', documents })
    t.equal(status, 400)
    t.match(text, /documents\[25\]/)
  }
)

t.test('a cached answer says so, and costs nothing', async (t) => {
  const config = { litellm_settings: { cache: true, cache_params: { type: 'local' } } }
  const { rerank, simulator } = await startGateway(t, { config })
  const body = { model: 'rerank', query: 'q', documents: ['a', 'b', 'c'] }
  const first = await rerank(body)
  t.equal(first.headers.get('x-rankgate-cache'), '0/3')
  t.equal(first.headers.get('x-litellm-cache-key'), null)
  const second = await rerank({ ...body, top_n: 1 })
  t.equal(second.headers.get('x-rankgate-cache'), '3/3')
  t.match(second.headers.get('x-litellm-cache-key'), /^[0-9a-f]+$/)
  t.strictSame(second.json.results, first.json.results.slice(0, 1))
  t.equal(second.json.usage['total_tokens'], 0)
  t.equal(simulator.received, 1)
})
