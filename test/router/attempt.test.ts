import { setTimeout as wait } from 'node:timers/promises'
import { gzipSync } from 'node:zlib'
import t from 'tap'
import { BufferPool } from '../../src/buffers/buffer-pool.ts'
import { systemClock } from '../../src/clock/clock.ts'
import { deadlineAfter } from '../../src/clock/deadline.ts'
import { unknownUsage } from '../../src/rerank/usage.ts'
import { type AttemptMeans, attempt } from '../../src/router/attempt.ts'
import type { Upstream } from '../../src/upstream/upstream.ts'
import type { UpstreamAnswer, UpstreamCall } from '../../src/upstream/upstream-call.ts'
import { deploymentAt, embeddedDeployment, requestOf } from '../fixtures.ts'

const never = new AbortController().signal
const request = requestOf(['a', 'b'])

function bounds(budgetMs = 10_000, signal = never) {
  return { deadline: deadlineAfter(budgetMs, systemClock), signal }
}

/** Means whose upstream gives these answers in turn and remembers the calls. */
function answering(...answers: readonly Partial<UpstreamAnswer>[]): AttemptMeans & { readonly calls: UpstreamCall[] } {
  const calls: UpstreamCall[] = []
  const left = [...answers]
  const upstream: Upstream = {
    retire: () => undefined,
    send: async (call) => {
      calls.push(call)
      return { status: 200, headers: {}, body: Buffer.from(''), isCallSent: true, ...left.shift() }
    },
    close: async () => undefined
  }
  return { calls, upstream, buffers: new BufferPool({ maxKeptBytes: 1e7, isPoisoning: true }) }
}

const ranked = { body: Buffer.from('{"rankings":[{"index":1,"logit":2},{"index":0,"logit":1}]}') }

t.test('a good answer becomes scores', async (t) => {
  const { values } = await attempt(deploymentAt('http://127.0.0.1:1'), request, answering(ranked), bounds())
  t.strictSame([...values], [1, 2])
})

t.test('a 202 is polled at once and then with a pause, until the answer is final', async (t) => {
  const pending = { status: 202, headers: { 'nvcf-reqid': 'abc' } }
  const upstream = answering(pending, ranked)
  await attempt(deploymentAt('http://127.0.0.1:1'), request, upstream, bounds())
  t.strictSame(
    upstream.calls.map(({ method, url }) => `${method} ${url.pathname}`),
    ['POST /v1/retrieval/nvidia/llama-nemotron-rerank-1b-v2/reranking', 'GET /v2/nvcf/pexec/status/abc']
  )
})

t.test('a 202 that names no request is an answer that cannot be used', async (t) => {
  await t.rejects(attempt(deploymentAt('http://127.0.0.1:1'), request, answering({ status: 202 }), bounds()), {
    name: 'GatewayError',
    code: 'upstream_invalid_answer',
    status: 502
  })
})

t.test('P7 a wait between polls ends when the client leaves', async (t) => {
  const controller = new AbortController()
  const pending = { status: 202, headers: { 'nvcf-reqid': 'abc' } }
  const upstream = answering(pending, pending, pending)
  const asked = attempt(deploymentAt('http://127.0.0.1:1'), request, upstream, bounds(60_000, controller.signal))
  while (upstream.calls.length < 2) await wait(1)
  controller.abort()
  await t.rejects(asked, { name: 'GatewayError', code: 'client_closed' })
})

t.test('a refusal keeps its status, its reason and its Retry-After', async (t) => {
  const refused = { status: 429, headers: { 'retry-after': '9' }, body: Buffer.from('{"title":"Too Many Requests"}') }
  await t.rejects(attempt(deploymentAt('http://127.0.0.1:1'), request, answering(refused), bounds()), {
    name: 'GatewayError',
    code: 'upstream_refused',
    status: 429,
    retryAfterS: 9,
    message: /answered 429: Too Many Requests/
  })
})

t.test('a refusal that is compressed keeps its status, and says why there is no reason', async (t) => {
  const body = gzipSync('{"title":"Too Many Requests"}')
  const refused = { status: 429, headers: { 'retry-after': '9', 'content-encoding': 'gzip' }, body }
  await t.rejects(attempt(deploymentAt('http://127.0.0.1:1'), request, answering(refused), bounds()), {
    name: 'GatewayError',
    code: 'upstream_refused',
    status: 429,
    retryAfterS: 9,
    message: /answered 429: the answer is compressed with gzip, and it was asked for without/
  })
})

t.test('a call larger than the deployment takes is not made', async (t) => {
  const upstream = answering(ranked)
  const small = deploymentAt('http://127.0.0.1:1', {}, { id: 'a1', max_bytes: 10 })
  await t.rejects(attempt(small, request, upstream, bounds()), {
    name: 'GatewayError',
    code: 'over_limit',
    status: 413
  })
  t.equal(upstream.calls.length, 0)
})

t.test('an embedded provider scores in this process, within its bytes', async (t) => {
  const scores = { values: new Float64Array([1, 2]), usage: unknownUsage }
  t.equal(
    await attempt(
      embeddedDeployment(async () => scores),
      request,
      answering(),
      bounds()
    ),
    scores
  )
  const small = embeddedDeployment(async () => scores, { maxBytes: 1 })
  await t.rejects(attempt(small, request, answering(), bounds()), { name: 'GatewayError', code: 'over_limit' })
})

t.test('P6 P7 an embedded provider is ended by the deadline and by the client', async (t) => {
  const stuck = embeddedDeployment((_request, signal) =>
    wait(60_000, undefined, { signal }).then(() => ({ values: new Float64Array(), usage: unknownUsage }))
  )
  await t.rejects(attempt(stuck, request, answering(), bounds(30)), {
    name: 'GatewayError',
    code: 'timeout',
    status: 408
  })
  await t.rejects(attempt(stuck, request, answering(), bounds(60_000, AbortSignal.abort())), {
    name: 'GatewayError',
    code: 'client_closed'
  })
  const broken = embeddedDeployment(async () => {
    throw new TypeError('a bug')
  })
  await t.rejects(attempt(broken, request, answering(), bounds()), { name: 'TypeError', message: 'a bug' })
})

t.test('a body is given back when it was sent whole, and never otherwise', async (t) => {
  const texts = ['a', 'b'].map((text) => text.repeat(50_000))
  const gone = answering({ ...ranked, isCallSent: true })
  await attempt(deploymentAt('http://127.0.0.1:1'), requestOf(texts), gone, bounds())
  t.ok(gone.buffers.keptBytes > 100_000)
  for (const answer of [
    { ...ranked, isCallSent: false },
    { status: 413, isCallSent: false }
  ]) {
    const waiting = answering(answer)
    await attempt(deploymentAt('http://127.0.0.1:1'), requestOf(texts), waiting, bounds()).catch(() => undefined)
    t.equal(waiting.buffers.keptBytes, 0)
  }
})
