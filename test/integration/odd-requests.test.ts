import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import t from 'tap'
import { masterKey, type ReplyBody, startGateway } from '../start-gateway.ts'

const body = JSON.stringify({ model: 'rerank', query: 'which animal barks', documents: ['cats purr', 'dogs bark'] })
const key = `authorization: Bearer ${masterKey}`

/** A POST /rerank as it goes on the wire, with these header lines besides its own. */
function post(...lines: readonly string[]): string {
  const own = ['content-type: application/json', `content-length: ${body.length}`, 'connection: close']
  return `POST /rerank HTTP/1.1\r\n${[...own, ...lines].join('\r\n')}\r\n\r\n${body}`
}

t.test('P17 a header with a key that is sent twice is refused, whichever of them is right', async (t) => {
  const { url, simulator } = await startGateway(t)
  const wrong = 'authorization: Bearer sk-wrong'
  for (const lines of [
    [key, wrong],
    [wrong, key],
    [`x-api-key: ${masterKey}`, 'x-api-key: sk-wrong'],
    ['x-api-key: sk-wrong', `x-api-key: ${masterKey}`]
  ]) {
    const { status, json } = await exchange(url, post('host: x', ...lines))
    t.equal(status, 401, lines.join())
    t.match(json.message, /^Authentication Error, Two keys in one header: send one/)
  }
  t.equal(simulator.received, 0)
})

t.test('P20 headers that node answers by itself get our answers', async (t) => {
  const { url } = await startGateway(t)
  const expected = await exchange(url, post('host: x', key, 'expect: a-miracle'))
  t.equal(expected.status, 200, 'an expectation that nobody knows is passed over')
  t.match(expected.json, { results: [{ index: Number }, { index: Number }] })

  const homeless = await exchange(url, post(key))
  t.match(homeless, { status: 400, json: { error: { message: /host header/, code: '400' } } })
  const old = await exchange(url, post(key).replace('HTTP/1.1', 'HTTP/1.0'))
  t.equal(old.status, 200, 'HTTP/1.0 has no host header')

  const twoTypes = await exchange(url, post('host: x', key, 'content-type: text/plain'))
  t.match(twoTypes, { status: 415, json: { error: { code: '415' } } })
})

t.test('P20 every method is answered, on paths that are there and on others', async (t) => {
  const { url } = await startGateway(t)
  for (const [line, status] of [
    ['TRACE /rerank', 405],
    ['OPTIONS /rerank', 405],
    ['OPTIONS *', 404],
    ['PROPFIND /rerank', 405],
    ['CONNECT /rerank', 404],
    ['CONNECT example.com:443', 404]
  ] as const) {
    const reply = await exchange(url, `${line} HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n`)
    t.match(reply, { status, json: { message: String, error: { code: String(status) } } }, line)
    t.match(reply.head, /\r\nx-litellm-call-id: \S+/, line)
  }
})

t.test(
  'a path that is malformed is a 400 with its call id, and what else the address holds is not logged',
  async (t) => {
    const { url, logged } = await startGateway(t)
    const reply = await exchange(url, 'GET /%zz?key=CANARY HTTP/1.1\r\nhost: x\r\nx-litellm-call-id: call-3\r\n\r\n')
    t.match(reply, { status: 400, json: { message: /percent/, error: { code: '400' } } })
    t.match(reply.head, /\r\nx-litellm-call-id: call-3\r\n/)
    t.notMatch(reply.text + logged(), /CANARY/)
  }
)

t.test('a refused connection is cut, though its client never hangs up', async (t) => {
  const { url, app } = await startGateway(t)
  const cut = new Promise<void>((resolve) => {
    app.server.once('connection', (socket: Socket) => socket.once('close', () => resolve()))
  })
  const { hostname, port } = new URL(url)
  const client = connect({ host: hostname, port: Number(port), allowHalfOpen: true }, () =>
    client.write('\x16\x03\x01')
  )
  t.teardown(async () => void client.destroy())
  client.on('error', () => undefined)
  let text = ''
  client.on('data', (part) => {
    text += part
  })
  await new Promise((resolve) => client.once('end', resolve))
  t.match(text, /^HTTP\/1\.1 400 Bad Request\r\n(?:.+\r\n)*x-litellm-call-id: /)
  t.equal(client.writable, true, 'the client holds on')
  await cut
  t.pass('the socket is closed on our side')
})

t.test('a stranger who sends without end is read no further', async (t) => {
  const { url, app } = await startGateway(t)
  const connected = once(app.server, 'connection')
  const client = connect(Number(new URL(url).port), '127.0.0.1')
  t.teardown(async () => void client.destroy())
  client.on('error', () => undefined)
  let text = ''
  client.on('data', (part) => {
    text += part
  })
  const ended = once(client, 'end')
  client.write(
    'POST /rerank HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 300000000\r\n\r\n'
  )
  const [connection] = (await connected) as [Socket]
  const piece = Buffer.alloc(1_000_000)
  for (let each = 0; each < 299 && !client.readableEnded; each++) {
    if (!client.write(piece)) await Promise.race([once(client, 'drain'), ended])
  }
  await ended
  t.match(text, /^HTTP\/1\.1 401 /)
  t.ok(connection.bytesRead < 70_000_000)
})

/** Sends bytes, and takes what comes until the answer's end or the connection's. */
function exchange(
  url: string,
  bytes: string
): Promise<{ status: number; head: string; text: string; json: ReplyBody }> {
  const { hostname, port } = new URL(url)
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), hostname, () => socket.write(Buffer.from(bytes, 'latin1')))
    let text = ''
    socket.setEncoding('utf8')
    socket.on('error', reject)
    socket.on('close', () => reject(new Error(`closed after ${JSON.stringify(text)}`)))
    socket.on('data', (part) => {
      text += part
      const [head = '', rest] = text.split('\r\n\r\n', 2)
      const length = Number(/\r\ncontent-length: (\d+)/i.exec(head)?.[1] ?? Number.NaN)
      const isWhole = rest !== undefined && (rest.length >= length || bytes.startsWith('TRACE'))
      if (!isWhole) return
      resolve({
        status: Number(head.slice(9, 12)),
        head,
        text,
        json: rest === '' ? ({} as ReplyBody) : JSON.parse(rest)
      })
      socket.destroy()
    })
  })
}
