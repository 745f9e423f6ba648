import { createServer, type Socket } from 'node:net'
import { Duplex } from 'node:stream'
import t from 'tap'
import { GatewayError } from '../../src/errors/gateway-error.ts'
import { refuseRaw } from '../../src/server/refuse-raw.ts'
import { askRaw } from '../simulator/ask-raw.ts'

t.test('the error goes out as HTTP in our shape, and the connection ends', async (t) => {
  const server = createServer((socket: Socket) => {
    socket.once('data', () => refuseRaw(socket, new GatewayError('invalid_request', 'caf\u00e9'), 'call-1'))
  })
  t.teardown(async () => void server.close())
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('the server has no port')
  const { text, ended } = await askRaw(address, 'x')
  t.equal(ended, 'closed')
  const [head = '', body = ''] = Buffer.from(text, 'latin1').toString('utf8').split('\r\n\r\n')
  t.strictSame(head.split('\r\n'), [
    'HTTP/1.1 400 Bad Request',
    'x-litellm-call-id: call-1',
    'content-type: application/json',
    `content-length: ${Buffer.byteLength(body)}`,
    'connection: close'
  ])
  t.match(JSON.parse(body), { message: 'caf\u00e9', error: { code: '400' } })
})

t.test('a socket that is gone already, or breaks now, is let go', async (t) => {
  const gone = new Duplex({ read: () => undefined, write: (_part, _encoding, done) => done() })
  gone.end()
  refuseRaw(gone, new GatewayError('invalid_request', 'x'), 'call-1')
  t.equal(gone.destroyed, true)
  const breaking = new Duplex({ read: () => undefined, write: (_part, _encoding, done) => done(new Error('EPIPE')) })
  const closed = new Promise((resolve) => breaking.once('close', resolve))
  refuseRaw(breaking, new GatewayError('invalid_request', 'x'), 'call-1')
  await closed
  t.equal(breaking.destroyed, true)
})
