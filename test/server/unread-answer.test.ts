import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { type AddressInfo, connect, type Socket } from 'node:net'
import t from 'tap'
import { Admission } from '../../src/access/admission.ts'
import { watchUnread } from '../../src/server/unread-answer.ts'

interface Tap {
  teardown(end: () => void): void
}

/** A client that reads nothing, and what it is to be answered with. */
async function answering(t: Tap): Promise<{ client: Socket; answer: ServerResponse; admission: Admission }> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const client = connect((server.address() as AddressInfo).port, '127.0.0.1').pause()
  client.on('error', () => undefined)
  t.teardown(() => {
    client.destroy()
    server.close()
  })
  client.write('GET / HTTP/1.1\r\nhost: h\r\n\r\n')
  const [, answer] = (await once(server, 'request')) as [IncomingMessage, ServerResponse]
  const bounds = { maxInFlight: 1, maxQueued: 0, maxBufferedBytes: 1000, maxQueuedPerDeployment: 0 }
  return { client, answer, admission: new Admission({ ...bounds, failsReadiness: false }) }
}

/** More than the kernel takes for a client that reads nothing. */
const long = 'x'.repeat(32 * 1024 * 1024)

t.test('P13 an answer that is not read counts as held until it is, and keeps others out', async (t) => {
  const { client, answer, admission } = await answering(t)
  answer.end(long, 'latin1')
  watchUnread(answer, admission)
  t.ok(admission.load.bufferedBytes > 1_000_000)
  t.match(admission.hold(1), { code: 'overloaded' })
  client.resume()
  await once(answer, 'close')
  t.equal(admission.load.bufferedBytes, 0)
})

t.test('P13 a client that has stopped to read is cut off', async (t) => {
  const { answer, admission } = await answering(t)
  answer.end(long, 'latin1')
  watchUnread(answer, admission, 20)
  await once(answer, 'close')
  t.equal(answer.req.socket.destroyed, true)
  t.equal(admission.load.bufferedBytes, 0)
})

t.test('what the kernel takes at once costs nothing', async (t) => {
  const { answer, admission } = await answering(t)
  answer.end('short')
  watchUnread(answer, admission)
  t.equal(admission.load.bufferedBytes, 0)
  t.equal(answer.listenerCount('close'), 0)
})
