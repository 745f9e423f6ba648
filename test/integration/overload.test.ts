import { once } from 'node:events'
import { connect } from 'node:net'
import { setImmediate as nextTurn } from 'node:timers/promises'
import t from 'tap'
import { turnForLongStep } from '../../src/clock/long-step.ts'
import {
  configOf,
  type GatewaySettings,
  masterKey,
  nimEntry,
  type Reply,
  type RunningGateway,
  startGateway
} from '../start-gateway.ts'

const body = { model: 'rerank', query: 'q', documents: ['a', 'b'] }

interface Tap {
  teardown(end: () => Promise<void>): void
}

/** A gateway whose upstream answers when it is told to. */
async function held(t: Tap, settings: GatewaySettings): Promise<RunningGateway & { answer: () => void }> {
  const { promise, resolve } = Promise.withResolvers<void>()
  const gateway = await startGateway(t, settings)
  gateway.simulator.inject({ name: 'hold', until: promise })
  return { ...gateway, answer: resolve }
}

/** Lets the event loop turn until it holds; the test's own timeout ends what never does. */
async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await nextTurn()
}

function isRefused({ status, headers, json }: Reply): boolean {
  return (
    status === 503 &&
    headers.get('retry-after') === '1' &&
    headers.get('x-rankgate-overloaded') === '1' &&
    json.error.message.startsWith('rankgate is overloaded')
  )
}

async function health({ url }: RunningGateway): Promise<[number, number]> {
  const [live, ready] = await Promise.all(['liveness', 'readiness'].map((name) => fetch(`${url}/health/${name}`)))
  return [live?.status ?? 0, ready?.status ?? 0]
}

t.test(
  'P13 more than may be worked on waits, more than may wait is refused at once, and health stays green',
  async (t) => {
    const gateway = await held(t, { config: { rankgate: { overload: { max_in_flight: 2, max_queued: 1 } } } })
    const { rerank, simulator, answer } = gateway
    const { admission } = gateway.gateway
    const taken = [rerank(body), rerank(body), rerank(body)]
    await until(() => admission.load.queued === 1)
    for (const _ of [1, 2, 3]) t.ok(isRefused(await rerank(body)))
    t.match(admission.load, { inFlight: 2, queued: 1, refused: 3 })
    t.strictSame(await health(gateway), [200, 200])
    answer()
    t.strictSame(
      (await Promise.all(taken)).map(({ status }) => status),
      [200, 200, 200]
    )
    t.equal(simulator.peakOpenCalls, 2)
    t.strictSame(admission.load, { inFlight: 0, queued: 0, bufferedBytes: 0, refused: 3 })
  }
)

t.test('readiness turns while requests are refused, where it is configured', async (t) => {
  const overload = { max_in_flight: 1, max_queued: 0, fail_readiness: true }
  const gateway = await held(t, { config: { rankgate: { overload } } })
  t.strictSame(await health(gateway), [200, 200])
  const taken = gateway.rerank(body)
  await gateway.simulator.reached(1)
  t.strictSame(await health(gateway), [200, 503])
  t.match(await (await fetch(`${gateway.url}/health/readiness`)).json(), { status: 'overloaded' })
  gateway.answer()
  await taken
  t.strictSame(await health(gateway), [200, 200])
})

t.test('P13 bodies beyond the bytes that may be held are refused, whether their length is told or not', async (t) => {
  const gateway = await held(t, { config: { rankgate: { overload: { max_buffered_mb: 1 } } } })
  const { rerank, answer } = gateway
  const large = JSON.stringify({ ...body, documents: ['x'.repeat(700_000), 'b'] })
  const taken = rerank(large)
  await gateway.simulator.reached(1)
  t.ok(isRefused(await rerank(large)))
  const chunked = await fetch(`${gateway.url}/rerank`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${masterKey}` },
    body: new Blob([large]).stream(),
    duplex: 'half'
  } as RequestInit)
  t.equal(chunked.status, 503)
  t.equal(chunked.headers.get('x-rankgate-overloaded'), '1')
  await chunked.arrayBuffer()
  t.strictSame(await health(gateway), [200, 200])
  const small = rerank(body)
  answer()
  t.strictSame([(await taken).status, (await small).status], [200, 200])
  t.equal(gateway.gateway.admission.load.bufferedBytes, 0)
})

t.test('P13 the lengths of bodies that do not come keep nobody out', async (t) => {
  const { url, rerank, gateway } = await startGateway(t)
  const head = `POST /rerank HTTP/1.1\r\nhost: h\r\nauthorization: Bearer ${masterKey}\r\ncontent-type: application/json\r\n`
  for (let each = 0; each < 16; each++) {
    const client = connect(Number(new URL(url).port), '127.0.0.1')
    t.teardown(async () => void client.destroy())
    client.write(`${head}content-length: 33554432\r\n\r\n${each % 2 === 0 ? '' : '{'}`)
  }
  while (gateway.admission.load.bufferedBytes < 8) await nextTurn()
  t.equal((await rerank(body)).status, 200)
  t.equal(gateway.admission.load.bufferedBytes, 8)
})

t.test('P7 a client that leaves while it waits gives back its place and its bytes', async (t) => {
  const gateway = await held(t, { config: { rankgate: { overload: { max_in_flight: 1 } } } })
  const { rerank, answer } = gateway
  const { admission } = gateway.gateway
  const taken = rerank(body)
  await gateway.simulator.reached(1)
  const leaving = new AbortController()
  const left = rerank(body, { signal: leaving.signal })
  await until(() => admission.load.queued === 1)
  leaving.abort()
  await t.rejects(left)
  await until(() => admission.load.queued === 0)
  answer()
  t.equal((await taken).status, 200)
  t.equal(gateway.simulator.received, 1)
  t.strictSame(admission.load, { inFlight: 0, queued: 0, bufferedBytes: 0, refused: 0 })
})

t.test('a small request goes by large ones that wait for their turn', async (t) => {
  const { rerank, simulator } = await startGateway(t)
  const documents = ['a'.repeat(150_000), 'b'.repeat(150_000)]
  let isTaken = true
  // More of them than steps are granted in any turn, however busy the machine is.
  const others = Array.from({ length: 8 }, async () => {
    while (isTaken) await turnForLongStep('continue')
  })
  const large = rerank({ ...body, documents })
  const small = await rerank(body)
  // By now the large one has had as many turns of the event loop as it would need.
  for (let turn = 0; turn < 100; turn++) await nextTurn()
  t.equal(small.status, 200)
  t.equal(simulator.received, 1, 'the large one has not been sent')
  isTaken = false
  await Promise.all(others)
  t.equal((await large).status, 200)
  t.equal(simulator.received, 2)
})

t.test('P7 a client that leaves between the steps of its large request leaves nothing behind', async (t) => {
  const gateway = await held(t, {})
  const { admission } = gateway.gateway
  const text = JSON.stringify({ ...body, documents: ['a'.repeat(150_000), 'b'.repeat(150_000)] })
  const head = `POST /rerank HTTP/1.1\r\nhost: here\r\nauthorization: Bearer ${masterKey}\r\ncontent-type: application/json\r\n`
  for (let turns = 0; turns < 20; turns++) {
    const client = connect(Number(new URL(gateway.url).port), '127.0.0.1')
    client.write(`${head}content-length: ${text.length}\r\n\r\n${text}`)
    await until(() => admission.load.bufferedBytes > 0)
    for (let turn = 0; turn < turns; turn++) await nextTurn()
    client.destroy()
    await until(() => admission.load.bufferedBytes === 0)
    t.equal(admission.load.inFlight, 0)
    await gateway.simulator.idle()
  }
  t.not(gateway.simulator.received, 0, 'some were gone too far to be stopped before their call')
  gateway.answer()
  t.equal((await gateway.rerank(body)).status, 200)
})

t.test('P6 whoever waits for its turn in vain is told so by its deadline', async (t) => {
  const gateway = await held(t, { config: { rankgate: { overload: { max_in_flight: 1 } } } })
  const taken = gateway.rerank(body)
  await gateway.simulator.reached(1)
  const late = await gateway.rerank(body, { headers: { 'x-litellm-timeout': '0.1' } })
  t.ok(isRefused(late))
  gateway.answer()
  t.equal((await taken).status, 200)
})

t.test('P13 max_parallel_requests lets calls wait in turn, and no more than may', async (t) => {
  const gateway = await held(t, {
    litellm_params: { max_parallel_requests: 1 },
    config: { rankgate: { overload: { max_queued_per_deployment: 2 } } }
  })
  const { rerank, simulator, answer } = gateway
  const deployment = () => gateway.gateway.status().groups[0]?.spaces[0]?.deployments[0]
  const taken = [rerank(body), rerank(body), rerank(body)]
  await until(() => deployment()?.queued === 2)
  const refused = await rerank(body)
  t.equal(refused.status, 429)
  t.equal(refused.headers.get('retry-after'), '1')
  t.equal(refused.headers.get('x-rankgate-overloaded'), '1')
  t.strictSame(await health(gateway), [200, 200])
  const late = await rerank(body, { headers: { 'x-litellm-timeout': '0.1' } }).then(({ status }) => status)
  t.equal(late, 429, 'the queue is full for those in a hurry too')
  answer()
  t.strictSame(
    (await Promise.all(taken)).map(({ status }) => status),
    [200, 200, 200]
  )
  t.equal(simulator.peakOpenCalls, 1)
  t.match(deployment(), { inFlight: 0, queued: 0 })
})

t.test('P15 a reload that raises max_parallel_requests lets in those who wait', async (t) => {
  const model_info = { id: 'one' }
  const { rerank, simulator, gateway, answer } = await held(t, {
    litellm_params: { max_parallel_requests: 1 },
    model_info
  })
  const asked = [rerank(body), rerank(body), rerank(body)]
  await until(() => gateway.status().groups[0]?.spaces[0]?.deployments[0]?.queued === 2)
  gateway.reload(
    configOf({ model_list: [nimEntry(simulator, { litellm_params: { max_parallel_requests: 3 }, model_info })] })
  )
  await simulator.reached(3)
  answer()
  for (const reply of await Promise.all(asked)) t.equal(reply.status, 200)
})

t.test('P13 answers that nobody reads keep new bodies out, until they are read', async (t) => {
  const { url, gateway, rerank } = await startGateway(t, {
    config: { rankgate: { overload: { max_buffered_mb: 1 } } }
  })
  const long = JSON.stringify({ ...body, documents: ['x'.repeat(16_000_000), 'b'] })
  const client = connect(Number(new URL(url).port), '127.0.0.1').pause()
  const closed = once(client, 'close')
  const head = `POST /rerank HTTP/1.1\r\nhost: h\r\nauthorization: Bearer ${masterKey}\r\ncontent-type: application/json\r\n`
  client.write(`${head}connection: close\r\ncontent-length: ${long.length}\r\n\r\n${long}`)
  await until(() => gateway.admission.load.inFlight === 1)
  await until(() => gateway.admission.load.inFlight === 0)
  t.ok(gateway.admission.load.bufferedBytes > 1_000_000)
  t.ok(isRefused(await rerank(body)))
  client.resume()
  await closed
  t.equal((await rerank(body)).status, 200)
  t.equal(gateway.admission.load.bufferedBytes, 0)
})
