import { once } from 'node:events'
import { createServer } from 'node:http'
import { type AddressInfo, connect, type Socket } from 'node:net'
import t from 'tap'
import { boundRest } from '../../src/server/bound-rest.ts'

const megabyte = 1024 * 1024
const piece = Buffer.alloc(megabyte, 'x')

interface Tap {
  teardown(end: () => void): void
}

/** Sends pieces of a megabyte behind a head, to a server that refuses it at once or later. */
async function refused(
  t: Tap,
  head: string,
  pieces: number,
  isLate = false
): Promise<{ text: string; connection: Socket }> {
  const server = createServer((request, response) => {
    boundRest(request, response)
    const refuse = (): unknown => response.writeHead(401).end('no')
    if (isLate) request.once('pause', () => setImmediate(refuse))
    else refuse()
  })
  server.listen(0, '127.0.0.1')
  const connected = once(server, 'connection')
  await once(server, 'listening')
  const client = connect((server.address() as AddressInfo).port, '127.0.0.1')
  t.teardown(() => {
    client.destroy()
    server.close()
  })
  client.on('error', () => undefined)
  let text = ''
  client.setEncoding('latin1').on('data', (part) => {
    text += part
  })
  client.write(`POST / HTTP/1.1\r\nhost: h\r\n${head}\r\n\r\n`)
  const [connection] = (await connected) as [Socket]
  const isChunked = head.includes('chunked')
  let isOver = false
  client.once('end', () => {
    isOver = true
  })
  for (let each = 0; each < pieces && !isOver; each++) {
    if (isChunked) client.write('100000\r\n')
    const isTaken = client.write(piece)
    if (isChunked) client.write('\r\n')
    if (!isTaken) await Promise.race([once(client, 'drain'), once(client, 'end')])
  }
  while (text === '') await once(client, 'data')
  return { text, connection }
}

t.test('a refused client that sends without end is read no further, and its connection ended', async (t) => {
  for (const head of ['transfer-encoding: chunked', `content-length: ${300 * megabyte}`]) {
    for (const isLate of [false, true]) {
      const { text, connection } = await refused(t, head, 300, isLate)
      t.match(text, /^HTTP\/1\.1 401 /)
      if (!connection.destroyed) await once(connection, 'close')
      t.ok(connection.bytesRead < 66 * megabyte, String(connection.bytesRead))
    }
  }
})

t.test('what a client may send is read to its end, and the connection kept', async (t) => {
  for (const [head, pieces] of [
    [`content-length: ${3 * megabyte}`, 3],
    ['content-length: 0', 0],
    ['x: y', 0]
  ] as const) {
    const { text, connection } = await refused(t, head, pieces)
    t.match(text, /^HTTP\/1\.1 401 .*connection: keep-alive/is)
    t.equal(connection.destroyed, false)
  }
})
