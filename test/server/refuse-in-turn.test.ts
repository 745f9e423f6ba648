import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'
import t from 'tap'
import { masterKey, type RunningGateway, startGateway } from '../start-gateway.ts'

const body = JSON.stringify({ model: 'rerank', query: 'q', documents: ['a', 'b'] })
const head = `host: h\r\nauthorization: Bearer ${masterKey}\r\ncontent-type: application/json\r\n`
const post = `POST /rerank HTTP/1.1\r\n${head}content-length: ${body.length}\r\n\r\n${body}`
const lastPost = post.replace('\r\n\r\n', '\r\nconnection: close\r\n\r\n')
const garbage = 'xx\r\n\r\n'

interface Tap {
  teardown(end: () => void): void
}

interface Client {
  readonly socket: Socket
  readonly ended: Promise<string>
}

/** A client of a gateway that sends this, and all that it is sent until the end. */
function clientOf(t: Tap, { url }: RunningGateway, sent: string): Client {
  const socket = connect(Number(new URL(url).port), '127.0.0.1')
  t.teardown(() => socket.destroy())
  socket.write(sent)
  let text = ''
  socket.setEncoding('latin1').on('data', (part) => {
    text += part
  })
  return { socket, ended: once(socket, 'end').then(() => text) }
}

function statuses(text: string): string[] {
  return text.match(/(?<=HTTP\/1\.1 )\d+/g) ?? []
}

/** A gateway whose upstream answers when it is told to. */
async function held(t: Parameters<typeof startGateway>[0]): Promise<RunningGateway & { answer: () => void }> {
  const { promise, resolve } = Promise.withResolvers<void>()
  const gateway = await startGateway(t)
  gateway.simulator.inject({ name: 'hold', until: promise })
  return { ...gateway, answer: resolve }
}

function refusals({ logged }: RunningGateway): number {
  return logged().split('unreadable request').length - 1
}

t.test('what cannot be read is refused behind the answers to what came whole before it', async (t) => {
  for (const [bad, status] of [
    [garbage, '400'],
    [`GET /${'x'.repeat(20_000)} HTTP/1.1\r\n\r\n`, '431'],
    ['CONNECT /rerank HTTP/1.1\r\nhost: h\r\n\r\n', '404']
  ] as const) {
    const gateway = await held(t)
    const { socket, ended } = clientOf(t, gateway, post + post)
    await gateway.simulator.reached(2)
    socket.write(bad)
    const isRefused = () => bad.startsWith('CONNECT') || refusals(gateway) > 0
    while (!isRefused()) await new Promise(setImmediate)
    gateway.answer()
    t.strictSame(statuses(await ended), ['200', '200', status])
  }
})

t.test('what comes in the same piece as the request is no different', async (t) => {
  const gateway = await startGateway(t)
  t.strictSame(statuses(await clientOf(t, gateway, post + garbage).ended), ['200', '400'])
  t.equal(refusals(gateway), 1)
})

t.test('a body that is longer than was said is told of its JSON', async (t) => {
  const gateway = await startGateway(t)
  const long = JSON.stringify({ model: 'rerank', query: 'Tür', documents: ['Äpfel', 'Öl'] })
  const text = await clientOf(
    t,
    gateway,
    `POST /rerank HTTP/1.1\r\n${head}content-length: ${long.length}\r\n\r\n${long}`
  ).ended
  t.match(text, /^HTTP\/1\.1 400 .*?"message":"[^"]*JSON/s)
  t.strictSame(statuses(text), ['400', '400'])
})

t.test('behind an answer that was asked for as the last there is nothing to say', async (t) => {
  for (const bad of [post, garbage]) {
    const gateway = await startGateway(t)
    t.strictSame(statuses(await clientOf(t, gateway, lastPost + bad).ended), ['200'])
  }
})

t.test('who reads slowly what it was answered may have sent anything behind its request', async (t) => {
  const gateway = await startGateway(t)
  const documents = ['x'.repeat(16_000_000), 'b']
  const long = JSON.stringify({ model: 'rerank', query: 'q', documents, return_documents: true })
  const { socket, ended } = clientOf(
    t,
    gateway,
    `POST /rerank HTTP/1.1\r\n${head}content-length: ${long.length}\r\n\r\n${long}`
  )
  socket.pause()
  const { admission } = gateway.gateway
  while (admission.load.inFlight === 0) await new Promise(setImmediate)
  while (admission.load.inFlight > 0) await new Promise(setImmediate)
  socket.write(garbage)
  while (refusals(gateway) === 0) await new Promise(setImmediate)
  // Longer than a refused client has to read its refusal.
  await wait(1200)
  socket.resume()
  const text = await ended
  t.ok(text.length > 16_000_000)
  t.strictSame(statuses(text), ['200', '400'])
})

t.test('a request that breaks off is refused at once, behind others in its turn', async (t) => {
  const chunked = `POST /rerank HTTP/1.1\r\n${head}transfer-encoding: chunked\r\n\r\n`
  const gateway = await startGateway(t)
  t.strictSame(statuses(await clientOf(t, gateway, `${chunked}xx\r\n`).ended), ['400'])
  t.strictSame(statuses(await clientOf(t, gateway, `${post}${chunked}xx\r\n`).ended), ['200', '400'])
})

t.test('a client that sends on and on is told of once, and waits with it for its answer', async (t) => {
  const gateway = await held(t)
  const connection = once(gateway.app.server, 'connection')
  const { socket, ended } = clientOf(t, gateway, post)
  const [connected] = (await connection) as [Socket]
  const paused = once(connected, 'pause')
  await gateway.simulator.reached(1)
  socket.on('error', () => undefined)
  socket.write(garbage)
  socket.write(Buffer.alloc(64 * 1024 * 1024))
  await paused
  t.equal(refusals(gateway), 1)
  gateway.answer()
  t.match(await ended, /^HTTP\/1\.1 200 /)
})

t.test('P7 a client that leaves before its answer is noticed', async (t) => {
  for (const bad of [garbage, 'CONNECT /rerank HTTP/1.1\r\nhost: h\r\n\r\n']) {
    const gateway = await held(t)
    const { socket, ended } = clientOf(t, gateway, post)
    ended.catch(() => undefined)
    await gateway.simulator.reached(1)
    socket.write(bad)
    socket.destroy()
    await gateway.simulator.idle()
    t.equal(gateway.gateway.admission.load.inFlight, 0)
    gateway.answer()
  }
})

t.test('a request that was answered before it came whole, and then breaks off, is answered once', async (t) => {
  const gateway = await startGateway(t)
  const begun = (start: string, rest: string): string =>
    `${start} HTTP/1.1\r\n${head}transfer-encoding: chunked\r\n\r\n${rest}`
  for (const [start, status] of [
    ['POST /nowhere', '404'],
    ['PUT /rerank', '405'],
    ['GET /health/liveliness', '200']
  ] as const) {
    for (const before of [[], [post]]) {
      const expected = [...before.map(() => '200'), status]
      for (const rest of ['5\r\nabcde\r\nxx\r\n', '5\r\nab']) {
        const { socket, ended } = clientOf(t, gateway, before.join('') + begun(start, ''))
        let text = ''
        socket.on('data', (part) => {
          text += part
        })
        while (statuses(text).length < expected.length) await once(socket, 'data')
        if (rest.endsWith('ab')) socket.end(rest)
        else socket.write(rest)
        t.strictSame(statuses(await ended), expected, start)
      }
    }
  }
  t.strictSame(statuses(await clientOf(t, gateway, `${begun('POST /nowhere', '0\r\n\r\n')}${garbage}`).ended), [
    '404',
    '400'
  ])
})
