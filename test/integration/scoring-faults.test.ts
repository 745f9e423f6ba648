import { setImmediate as turn } from 'node:timers/promises'
import fc from 'fast-check'
import t from 'tap'
import { BufferPool } from '../../src/buffers/buffer-pool.ts'
import { createGateway, type Gateway } from '../../src/gateway/gateway.ts'
import { Documents } from '../../src/rerank/documents.ts'
import { noCacheWishes, noWishes, type RerankRequest } from '../../src/rerank/rerank-request.ts'
import { requestOf } from '../fixtures.ts'
import type { Fault } from '../simulator/fault.ts'
import { startSimulator } from '../simulator/start-simulator.ts'
import { configOf, nimEntry, startGateway } from '../start-gateway.ts'
import { redisPassword, redisSkip, startRedis } from '../store/start-redis.ts'

const visionModel = 'nvidia/llama-nemotron-rerank-vl-1b-v2'
const call = (signal = new AbortController().signal) => ({ signal, isExplained: false, spentMs: 0 })
const pixel = 'data:image/png;base64,iVBORw0KGgo='

interface Ways {
  readonly maxDocuments: number
  readonly maxFanout: number
}

/** Two deployments of one space, so that a call that fails has somewhere else to go at once. */
function gatewayWith(url: string, { maxDocuments, maxFanout }: Ways, hasCache: boolean): Gateway {
  const entry = nimEntry(
    { url },
    { litellm_params: { model: `nvidia_nim/${visionModel}` }, model_info: { max_documents: maxDocuments } }
  )
  const config = configOf({
    model_list: [entry, entry],
    router_settings: { num_retries: 2 },
    litellm_settings: hasCache ? { cache: true, cache_params: { type: 'local' } } : {},
    rankgate: { max_fanout: maxFanout }
  })
  return createGateway(config, { wait: async () => undefined })
}

/** Texts as they may be written, some the same text in another spelling, and some with an image. */
const documents = (most: number) =>
  fc.array(fc.record({ number: fc.nat(most), kind: fc.nat(9) }), { minLength: 1, maxLength: most }).map((items) => {
    const literals = items.map(({ number, kind }) => {
      const text = `passage ${number}`
      return kind === 0 ? JSON.stringify(text).replace('a', '\\u0061') : JSON.stringify(text)
    })
    const spans: number[] = []
    let end = 0
    for (const { length } of literals) {
      spans.push(end, end + length)
      end += length
    }
    const images = new Map(items.flatMap(({ kind }, index) => (kind === 1 ? [[index, pixel] as const] : [])))
    return new Documents({ bytes: Buffer.from(literals.join('')), spans, images })
  })

const asked = (most: number) =>
  fc
    .record({
      documents: documents(most),
      query: fc.constantFrom('one', 'another'),
      topN: fc.option(fc.integer({ min: 1, max: most }), { nil: undefined })
    })
    .map((changes): RerankRequest => requestOf([], changes))

const passing: readonly Fault[] = [
  { name: 'status', status: 500 },
  { name: 'status', status: 429 },
  { name: 'reset-mid-body' },
  { name: 'truncated' },
  { name: 'nan-score' },
  { name: 'status', status: 413 }
]

t.test('P3 the same holds while calls fail in the middle, and nothing is ever a part of a ranking', async (t) => {
  const struck: (Fault | undefined)[] = []
  const simulator = await startSimulator({ maxPassages: 10_000, decide: () => struck.shift() })
  t.teardown(() => simulator.close())
  const quiet = await startSimulator({ maxPassages: 10_000 })
  t.teardown(() => quiet.close())
  const plain = gatewayWith(quiet.url, { maxDocuments: 10_000, maxFanout: 1 }, false)
  t.teardown(() => plain.close())
  const story = fc.record({
    requests: fc.array(asked(300), { minLength: 1, maxLength: 4 }),
    ways: fc.record({ maxDocuments: fc.integer({ min: 20, max: 100 }), maxFanout: fc.integer({ min: 1, max: 5 }) }),
    faults: fc.array(fc.option(fc.constantFrom(...passing), { nil: undefined, freq: 1 }), { maxLength: 8 }),
    leavesAt: fc.option(fc.nat(40), { nil: undefined })
  })
  const seen = { same: 0, failed: 0 }
  await fc.assert(
    fc.asyncProperty(story, async ({ requests, ways, faults, leavesAt }) => {
      struck.splice(0, struck.length, ...faults)
      const gateway = gatewayWith(simulator.url, ways, true)
      try {
        const leaver = new AbortController()
        const answers = requests.map((request, at) =>
          gateway.rerank(request, call(at === 0 && leavesAt !== undefined ? leaver.signal : undefined)).then(
            ({ ranking }) => ranking,
            () => undefined
          )
        )
        for (let turns = 0; turns < (leavesAt ?? 0); turns++) await turn()
        leaver.abort()
        for (const [at, request] of requests.entries()) {
          const found = await answers[at]
          if (found === undefined) seen.failed++
          else if (JSON.stringify(found) === JSON.stringify((await plain.rerank(request, call())).ranking)) seen.same++
          else throw new Error(`request ${at} differs`)
        }
        // And what was kept meanwhile is right.
        struck.splice(0)
        for (const request of requests) {
          const { ranking } = await gateway.rerank(request, call())
          const expected = await plain.rerank(request, call())
          if (JSON.stringify(ranking) !== JSON.stringify(expected.ranking)) throw new Error('something wrong was kept')
        }
      } finally {
        await gateway.close()
      }
    }),
    { numRuns: 40 }
  )
  t.ok(seen.same > 0 && seen.failed > 0, JSON.stringify(seen))
})

const numbered = (count: number) => Array.from({ length: count }, (_, index) => `passage ${index}`)

t.test('P6 a call that stalls in the middle of a fan-out does not hold the answer beyond the deadline', async (t) => {
  let count = 0
  const simulator = await startSimulator({ decide: () => (++count % 4 === 3 ? { name: 'hold' } : undefined) })
  t.teardown(() => simulator.close())
  let now = 0
  const entry = nimEntry(simulator, { model_info: { max_documents: 10 } })
  const clock = { now: () => now }
  const gateway = createGateway(configOf({ model_list: [entry], router_settings: { num_retries: 5 } }), { clock })
  t.teardown(() => gateway.close())
  const request = requestOf(numbered(100), { wishes: { ...noWishes, timeoutMs: 300 } })
  const answer = gateway.rerank(request, call())
  answer.catch(() => undefined)
  await simulator.reached(4)
  now = 300
  await t.rejects(answer, { code: 'timeout', status: 408 })
  await simulator.idle()
})

t.test('P7 a client who leaves in the middle of a fan-out cancels every call, and takes nobody along', async (t) => {
  const buffers = new BufferPool({ maxKeptBytes: 2 ** 24, isPoisoning: true })
  let isHolding = true
  const { rerank, simulator, gateway } = await startGateway(t, {
    simulator: { decide: () => (isHolding ? { name: 'hold' } : undefined) },
    model_list: (simulator) => [nimEntry(simulator, { model_info: { max_documents: 100 } })],
    config: { litellm_settings: { cache: true, cache_params: { type: 'local' } }, rankgate: { max_fanout: 3 } },
    parts: { buffers }
  })
  const texts = numbered(1000).map((text) => text + ' '.repeat(1000))
  const body = { model: 'rerank', query: 'q', documents: texts, return_documents: false }
  const leaver = new AbortController()
  const left = rerank(body, { signal: leaver.signal })
  left.catch(() => undefined)
  await simulator.reached(3)
  const stays = rerank({ ...body, documents: texts.slice(0, 250) })
  while (gateway.status().load.inFlight < 2) await turn()
  isHolding = false
  leaver.abort()
  await t.rejects(left)
  const { status, json } = await stays
  t.equal(status, 200)
  t.equal(json.results.length, 250)
  t.equal(simulator.received, 6, 'three that were cancelled, and three for who stayed')
  await simulator.idle()
  const own = await startSimulator({ maxPassages: 10_000 })
  t.teardown(() => own.close())
  const plain = createGateway(configOf({ model_list: [nimEntry(own)] }))
  t.teardown(() => plain.close())
  const { ranking } = await plain.rerank(requestOf(texts.slice(0, 250), { query: 'q' }), call())
  t.strictSame(
    json.results.map(({ index }) => index),
    ranking.map(({ index }) => index)
  )
})

t.test('P4 spaces of one group never meet, whichever of them fails when, cache and all', async (t) => {
  const otherModel = 'nvidia/llama-3.2-nv-rerankqa-1b-v2'
  const firstModel = 'nvidia/llama-nemotron-rerank-1b-v2'
  const struck: boolean[] = []
  const simulator = await startSimulator({
    maxPassages: 10_000,
    decide: () => (struck.shift() === true ? { name: 'status', status: 500 } : undefined)
  })
  t.teardown(() => simulator.close())
  const quiet = await startSimulator({ maxPassages: 10_000 })
  t.teardown(() => quiet.close())
  const entry = (url: string, name: string, model: string, max: number) =>
    nimEntry({ url }, { name, litellm_params: { model: `nvidia_nim/${model}` }, model_info: { max_documents: max } })
  const plain = createGateway(
    configOf({
      model_list: [entry(quiet.url, firstModel, firstModel, 9999), entry(quiet.url, otherModel, otherModel, 9999)]
    })
  )
  t.teardown(() => plain.close())
  const config = configOf({
    model_list: [entry(simulator.url, 'rerank', firstModel, 30), entry(simulator.url, 'rerank', otherModel, 50)],
    router_settings: { num_retries: 0 },
    litellm_settings: { cache: true, cache_params: { type: 'local' } }
  })
  const answeredBy = new Set<string>()
  await fc.assert(
    fc.asyncProperty(
      fc.array(asked(200), { minLength: 1, maxLength: 5 }),
      fc.array(fc.boolean(), { maxLength: 20 }),
      async (requests, faults) => {
        struck.splice(0, struck.length, ...faults)
        const gateway = createGateway(config)
        try {
          const texts = requests.map((request) => ({ ...request, documents: withoutImages(request.documents) }))
          const answers = await Promise.allSettled(texts.map((request) => gateway.rerank(request, call())))
          for (const [at, answer] of answers.entries()) {
            const request = texts[at]
            if (answer.status === 'rejected' || request === undefined) continue
            const model = answer.value.deployment.target?.model ?? ''
            answeredBy.add(model)
            const { ranking } = await plain.rerank({ ...request, model }, call())
            if (JSON.stringify(ranking) !== JSON.stringify(answer.value.ranking)) throw new Error('they met')
          }
        } finally {
          await gateway.close()
        }
      }
    ),
    { numRuns: 40 }
  )
  t.equal(answeredBy.size, 2)
})

function withoutImages(documents: Documents): Documents {
  return Documents.of(Array.from({ length: documents.count }, (_, index) => documents.text(index) ?? ''))
}

t.test(
  'P3 two processes share what they know through Redis, and lose nothing with it',
  { skip: redisSkip },
  async (t) => {
    const redis = await startRedis(t)
    const { host, port } = redis.settings
    const simulator = await startSimulator()
    t.teardown(() => simulator.close())
    const config = configOf({
      model_list: [nimEntry(simulator)],
      litellm_settings: {
        cache: true,
        cache_params: { type: 'redis', host, port: String(port), password: redisPassword, ttl: 60 }
      }
    })
    const [one, other] = [createGateway(config), createGateway(config)]
    t.teardown(() => Promise.all([one.close(), other.close()]))
    const request = requestOf(numbered(40))
    const isUp = (gateway: Gateway) => JSON.stringify(gateway.status()).includes('"connected"')
    while (!isUp(one) || !isUp(other)) await turn()

    const first = await one.rerank(request, call())
    // What it has kept is on its way.
    let second = await other.rerank(request, call())
    while (second.cache?.hits !== 40) second = await other.rerank(request, call())
    t.strictSame(second.ranking, first.ranking)
    const received = simulator.received
    for (const query of ['a', 'b', 'c']) {
      await one.rerank({ ...request, cache: { ...noCacheWishes, ttlMs: 0.25 }, query }, call())
    }
    t.equal((await one.rerank(request, call())).cache?.hits, 40, 'a ttl that Redis would refuse breaks nothing')

    redis.freeze()
    const third = await other.rerank(request, call())
    t.strictSame(third.ranking, first.ranking, 'it stands still, and is not waited for')
    redis.thaw()
    await redis.kill()
    const fourth = await one.rerank(request, call())
    t.match(fourth.cache, { hits: 0, total: 40 })
    t.strictSame(fourth.ranking, first.ranking)
    t.equal(simulator.received, received + 5)
  }
)

t.test('P3 long documents, duplicates, objects and chosen fields change nothing of it', async (t) => {
  const long_documents = { max_tokens: 20, overlap: 5 }
  const ways = (max_documents: number, hasCache: boolean) => ({
    model_list: (simulator: { readonly url: string }) => [nimEntry(simulator, { model_info: { max_documents } })],
    config: {
      litellm_settings: hasCache ? { cache: true, cache_params: { type: 'local' } } : {},
      rankgate: { long_documents }
    },
    simulator: { maxPassages: 10_000 }
  })
  const [plain, split] = [await startGateway(t, ways(10_000, false)), await startGateway(t, ways(7, true))]
  const words = fc
    .array(fc.constantFrom('dog', 'cat', 'owl', 'h\u00f6rn', '\u{1f989}', '"quoted"'), { minLength: 1, maxLength: 60 })
    .map((chosen) => chosen.join(' '))
  const document = fc.oneof(
    words,
    words.map((title) => ({ title })),
    fc.record({ title: words, body: words, other: fc.nat(3) }),
    fc.constantFrom('dog', { title: 'dog' }, { title: 'dog', other: 1 })
  )
  const body = fc.record({
    model: fc.constant('rerank'),
    query: fc.constantFrom('one', 'another'),
    documents: fc.array(document, { minLength: 1, maxLength: 40 }),
    top_n: fc.option(fc.integer({ min: 1, max: 40 })),
    rank_fields: fc.constantFrom(null, ['title'], ['body', 'title']),
    max_chunks_per_doc: fc.option(fc.integer({ min: 1, max: 3 })),
    normalize: fc.constantFrom(null, 'sigmoid', 'minmax', 'softmax')
  })
  let ranked = 0
  await fc.assert(
    fc.asyncProperty(body, async (asked) => {
      const [found, expected] = await Promise.all([split.rerank(asked), plain.rerank(asked)])
      if (found.status !== expected.status) throw new Error(`${found.status} instead of ${expected.status}`)
      if (JSON.stringify(found.json.results) !== JSON.stringify(expected.json.results)) throw new Error('it differs')
      ranked += found.json.results.length
    }),
    { numRuns: 60 }
  )
  t.ok(ranked > 60)
})

t.test('P3 chunks that all meet a dead deployment at once are saved by the other one', async (t) => {
  const { rerank, simulator } = await startGateway(t, {
    model_list: (up) => [
      nimEntry({ url: 'http://127.0.0.1:1' }, { model_info: { max_documents: 10 } }),
      nimEntry(up, { model_info: { max_documents: 10 } })
    ],
    // Always the first of those that can be asked.
    parts: { random: () => 0 }
  })
  for (let at = 0; at < 3; at++) {
    const documents = Array.from({ length: 60 }, (_, index) => `document ${at} ${index}`)
    const { status, json } = await rerank({ model: 'rerank', query: 'q', documents })
    t.equal(status, 200, json.message)
    t.equal(json.results.length, 60)
  }
  t.ok(simulator.received >= 18)
})
