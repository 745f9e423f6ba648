import { once } from 'node:events'
import { createServer, type ServerResponse } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import { type AddressInfo, createServer as createNetServer, type Socket } from 'node:net'
import { setImmediate as turn } from 'node:timers/promises'
import t from 'tap'
import { systemClock } from '../../src/clock/clock.ts'
import { deadlineAfter } from '../../src/clock/deadline.ts'
import { createUpstream, defaultUpstreamOptions, type Upstream } from '../../src/upstream/upstream.ts'
import type { UpstreamAnswer, UpstreamCall } from '../../src/upstream/upstream-call.ts'
import type { Fault } from '../simulator/fault.ts'
import { type Simulator, startSimulator } from '../simulator/start-simulator.ts'
import { certificate, certificateKey } from './localhost-certificate.ts'

const body = Buffer.from(
  JSON.stringify({
    model: 'nvidia/llama-nemotron-rerank-1b-v2',
    query: { text: 'q' },
    passages: [{ text: 'a' }],
    truncate: 'END'
  })
)

async function parts(t: Tap, fault?: Fault): Promise<{ simulator: Simulator; upstream: Upstream; call: UpstreamCall }> {
  const simulator = await startSimulator(fault === undefined ? {} : { fault })
  const upstream = createUpstream({ ...defaultUpstreamOptions, maxAnswerBytes: () => 10_000 })
  t.teardown(async () => {
    await simulator.close()
    await upstream.close()
  })
  const headers = ['content-type', 'application/json']
  return {
    simulator,
    upstream,
    call: { method: 'POST', url: new URL('/v1/ranking?a=1', simulator.url), headers, body }
  }
}

type Tap = { teardown(end: () => Promise<void>): void }

function send(
  upstream: Upstream,
  call: UpstreamCall,
  budgetMs = 10_000,
  signal = new AbortController().signal
): Promise<UpstreamAnswer> {
  return upstream.send(call, deadlineAfter(budgetMs, systemClock), signal)
}

t.test('a call arrives as it was made, and its answer comes back whole', async (t) => {
  const { simulator, upstream, call } = await parts(t)
  const answer = await send(upstream, call)
  t.equal(answer.status, 200)
  t.match(answer.headers['content-type'], /json/)
  t.equal(JSON.parse(answer.body.toString()).rankings.length, 1)
  const [seen] = simulator.calls
  t.equal(seen?.path, '/v1/ranking?a=1')
  t.strictSame(seen?.rawBody, body)
})

t.test('connections are kept and used again', async (t) => {
  const { simulator, upstream, call } = await parts(t)
  for (let n = 0; n < 5; n++) await send(upstream, call)
  t.equal(simulator.peakOpenCalls, 1)
  t.equal(simulator.received, 5)
})

t.test('an HTTP error is an answer, and interim responses are none', async (t) => {
  const refused = await parts(t, { name: 'status', status: 503, headers: { 'retry-after': '7' } })
  const answer = await send(refused.upstream, refused.call)
  t.equal(answer.status, 503)
  t.equal(answer.headers['retry-after'], '7')
  const interim = await parts(t, { name: 'informational' })
  t.equal((await send(interim.upstream, interim.call)).status, 200)
})

t.test('an unasked 100 Continue is called by its name', async (t) => {
  const { upstream, call } = await parts(t, { name: 'informational', status: 100 })
  await t.rejects(send(upstream, call), {
    name: 'UpstreamError',
    fault: 'reset',
    message: 'sent an unasked 100 Continue, after which nothing can be read (UND_ERR_SOCKET)'
  })
})

t.test('an answer with more headers than are read is given up, and not by the other side', async (t) => {
  const { upstream, call } = await parts(t, { name: 'status', status: 200, headers: { 'x-long': 'x'.repeat(20_000) } })
  await t.rejects(send(upstream, call), {
    name: 'UpstreamError',
    fault: 'oversize',
    message: 'sent more than 16384 bytes of headers'
  })
})

t.test('TLS that is not spoken, and a certificate that nobody knows, are no reach', async (t) => {
  const { simulator, upstream, call } = await parts(t)
  const url = new URL(simulator.url.replace('http:', 'https:'))
  await t.rejects(send(upstream, { ...call, url }), {
    fault: 'unreachable',
    message: /^could not be reached \(ERR_SSL_/
  })
  const server = createTlsServer({ key: certificateKey, cert: certificate })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  t.teardown(() => void server.close())
  const unknown = new URL(`https://localhost:${(server.address() as AddressInfo).port}/`)
  await t.rejects(send(upstream, { ...call, url: unknown }), {
    fault: 'unreachable',
    message: 'could not be reached (DEPTH_ZERO_SELF_SIGNED_CERT)'
  })
})

t.test('P18 a redirect is not followed', async (t) => {
  const elsewhere = await startSimulator()
  t.teardown(() => elsewhere.close())
  const { simulator, upstream, call } = await parts(t, { name: 'redirect', location: `${elsewhere.url}/v1/ranking` })
  t.equal((await send(upstream, call)).status, 302)
  t.equal(simulator.received, 1)
  t.equal(elsewhere.received, 0)
})

for (const name of ['stall-before-headers', 'stall-after-headers', 'stall-mid-body', 'slow-drip'] as const) {
  t.test(`P6 ${name}: the deadline covers the body too, and the call is ended upstream`, async (t) => {
    const { simulator, upstream, call } = await parts(t, { name })
    await t.rejects(send(upstream, call, 150), {
      name: 'UpstreamError',
      fault: 'timeout',
      message: 'did not answer within 150 ms'
    })
    await simulator.idle()
    t.equal(simulator.calls[0]?.aborted, true)
  })
}

for (const name of ['reset-before-body', 'reset-before-headers', 'reset-after-headers', 'reset-mid-body'] as const) {
  t.test(`${name} is a broken connection`, async (t) => {
    const { upstream, call } = await parts(t, { name })
    await t.rejects(send(upstream, call), {
      name: 'UpstreamError',
      fault: 'reset',
      message: /^broke off the connection/
    })
  })
}

for (const framing of ['length', 'chunked'] as const) {
  t.test(`P2 a body cut short (${framing}) is never an answer`, async (t) => {
    const { upstream, call } = await parts(t, { name: 'truncated', framing })
    await t.rejects(send(upstream, call), { name: 'UpstreamError', fault: 'reset' })
  })

  t.test(`P2 a body over the limit (${framing}) is broken off, not collected`, async (t) => {
    const { simulator, upstream, call } = await parts(t, { name: 'oversize', framing })
    await t.rejects(send(upstream, call), {
      name: 'UpstreamError',
      fault: 'oversize',
      message: 'sent more than 10000 bytes'
    })
    await simulator.idle()
    t.equal(simulator.calls[0]?.aborted, true)
  })
}

t.test('an early answer, given before the body was read, is an answer', async (t) => {
  const { upstream, call } = await parts(t, { name: 'early-answer', status: 413 })
  t.equal((await send(upstream, call)).status, 413)
})

for (const bytes of [3_000_000, 30_000_000]) {
  t.test(`the answer of who closes early, ${bytes} bytes unread, is not lost`, async (t) => {
    const answer = 'HTTP/1.1 413 Content Too Large\r\ncontent-length: 2\r\nconnection: close\r\n\r\n{}'
    const server = createNetServer((socket) => {
      socket.on('error', () => undefined)
      socket.once('data', () => socket.end(answer, () => socket.destroy()))
    }).listen(0, '127.0.0.1')
    await once(server, 'listening')
    const upstream = createUpstream()
    t.teardown(async () => {
      server.close()
      await upstream.close()
    })
    const url = new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`)
    const early = await send(upstream, { method: 'POST', url, headers: [], body: Buffer.alloc(bytes, ' ') })
    t.equal(early.status, 413)
  })
}

t.test('P7 a cancelled call ends at once, upstream too', async (t) => {
  const { simulator, upstream, call } = await parts(t, { name: 'stall-mid-body' })
  const controller = new AbortController()
  const sent = send(upstream, call, 60_000, controller.signal)
  await simulator.reached(1)
  controller.abort()
  await t.rejects(sent, { name: 'UpstreamError', fault: 'cancelled' })
  await simulator.idle()
  t.equal(simulator.calls[0]?.aborted, true)
})

t.test('P7 a call that is cancelled already is not sent', async (t) => {
  const { simulator, upstream, call } = await parts(t)
  await t.rejects(send(upstream, call, 60_000, AbortSignal.abort()), { name: 'UpstreamError', fault: 'cancelled' })
  t.equal(simulator.received, 0)
})

t.test(
  'P6 a call that waits for a free connection waits no longer than its deadline, and is not sent afterwards',
  async (t) => {
    const simulator = await startSimulator({ fault: { name: 'stall-before-headers' } })
    const upstream = createUpstream({ ...defaultUpstreamOptions, connectionsPerOrigin: 1 })
    t.teardown(async () => {
      await simulator.close()
      await upstream.close()
    })
    const call: UpstreamCall = { method: 'POST', url: new URL('/v1/ranking', simulator.url), headers: [], body }
    const holding = new AbortController()
    const held = send(upstream, call, 60_000, holding.signal)
    await simulator.reached(1)
    await t.rejects(send(upstream, call, 100), { name: 'UpstreamError', fault: 'timeout' })
    holding.abort()
    await t.rejects(held, { name: 'UpstreamError', fault: 'cancelled' })
    simulator.clear()
    t.equal((await send(upstream, { ...call, headers: ['content-type', 'application/json'] })).status, 200)
    t.equal(simulator.received, 2, 'the one that waited in vain was never sent')
  }
)

t.test('nobody there is told from somebody who hangs up', async (t) => {
  const { simulator, upstream, call } = await parts(t)
  await simulator.close()
  await t.rejects(send(upstream, call), { fault: 'unreachable', message: 'could not be reached (ECONNREFUSED)' })
})

t.test('P15 connections to origins that are no longer in use are closed when idle, and only then', async (t) => {
  const sockets: Socket[] = []
  const server = createServer((request, response) => {
    if (request.url === '/held') server.emit('held', response)
    else response.end()
  })
  // Not for want of use within the test.
  server.keepAliveTimeout = 600_000
  server.on('connection', (socket) => sockets.push(socket))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const upstream = createUpstream()
  t.teardown(async () => {
    await upstream.close()
    server.close()
  })
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const ask = async (path: string): Promise<number> => {
    const call = { method: 'GET', url: new URL(path, origin), headers: [], body: undefined } as const
    const { status } = await send(upstream, call)
    // By then the connection is free again.
    await turn()
    return status
  }

  await ask('/')
  upstream.retire(new Set([origin]))
  await ask('/')
  t.equal(sockets.length, 1, 'an origin in use keeps them')

  const inFlight = ask('/held')
  const [held] = (await once(server, 'held')) as [ServerResponse]
  upstream.retire(new Set())
  held.end()
  t.equal(await inFlight, 200, 'a call in flight goes on')
  await ask('/')
  t.equal(sockets.length, 1)

  const [socket] = sockets
  if (socket === undefined) throw new Error('there was a connection')
  const closed = once(socket, 'close')
  upstream.retire(new Set())
  await closed
  t.equal(await ask('/'), 200, 'and who asks again gets another')
  t.equal(sockets.length, 2)
})

t.test('P6 nothing is sent when no time is left', async (t) => {
  const { simulator, upstream, call } = await parts(t)
  t.match(await send(upstream, call, 0).catch((error: unknown) => error), { fault: 'timeout' })
  await send(upstream, call)
  t.equal(simulator.calls.length, 1)
})

t.test('a closed upstream opens no connection again', async (t) => {
  const { simulator, upstream, call } = await parts(t)
  await send(upstream, call)
  await upstream.close()
  await t.rejects(send(upstream, call), { name: 'UpstreamError', fault: 'cancelled', message: 'was cancelled: closed' })
  t.equal(simulator.received, 1)
})
