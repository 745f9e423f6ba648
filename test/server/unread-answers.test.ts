import { once } from 'node:events'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { type AddressInfo, connect, type Socket } from 'node:net'
import t from 'tap'
import { Admission } from '../../src/access/admission.ts'
import { UnreadAnswers } from '../../src/server/unread-answers.ts'

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
  new UnreadAnswers(admission).watch(answer)
  t.ok(admission.load.bufferedBytes > 1_000_000)
  t.match(admission.hold(1), { code: 'overloaded' })
  client.resume()
  await once(answer, 'close')
  t.equal(admission.load.bufferedBytes, 0)
})

t.test('P13 a client that has stopped to read is cut off', async (t) => {
  const { answer, admission } = await answering(t)
  answer.end(long, 'latin1')
  new UnreadAnswers(admission, 20).watch(answer)
  await once(answer, 'close')
  t.equal(answer.req.socket.destroyed, true)
  t.equal(admission.load.bufferedBytes, 0)
})

t.test('what the kernel takes at once costs nothing', async (t) => {
  const { answer, admission } = await answering(t)
  answer.end('short')
  new UnreadAnswers(admission).watch(answer)
  t.equal(admission.load.bufferedBytes, 0)
  t.equal(answer.listenerCount('close'), 0)
})

t.test('P7 a pipelined answer whose turn has not come keeps no time', async (t) => {
  const { client, answer: first, admission } = await answering(t)
  const server = first.req.socket
  const second = once((first.req.socket as Socket & { server: Server }).server, 'request')
  client.write('GET / HTTP/1.1\r\nhost: h\r\n\r\n')
  const [, behind] = (await second) as [IncomingMessage, ServerResponse]
  behind.end('short')
  t.equal(behind.socket, null)
  const unread = new UnreadAnswers(admission, 20)
  unread.watch(behind)
  await unread.allRead({ stillMs: 20, longestMs: 20 })
  t.equal(server.timeout ?? 0, 0, 'as long as the first has not been answered, also while the server closes')
  t.ok(admission.load.bufferedBytes > 0)
  first.end('first')
  client.resume()
  await once(behind, 'close')
  t.equal(admission.load.bufferedBytes, 0)
})

t.test('P14 who closes waits until answers are read, and for nobody who has stopped to read', async (t) => {
  const { client, answer, admission } = await answering(t)
  const unread = new UnreadAnswers(admission)
  await unread.allRead()
  answer.end(long, 'latin1')
  unread.watch(answer)
  let isRead = false
  client.on('data', () => undefined)
  const closed = once(answer, 'close').then(() => {
    isRead = true
  })
  await unread.allRead()
  await closed
  t.ok(isRead)

  const still = await answering(t)
  const others = new UnreadAnswers(still.admission)
  still.answer.end(long, 'latin1')
  others.watch(still.answer)
  await others.allRead({ stillMs: 20, longestMs: 60_000 })
  t.equal(still.answer.req.socket.destroyed, true)

  const slow = await answering(t)
  const last = new UnreadAnswers(slow.admission)
  slow.answer.end(long, 'latin1')
  last.watch(slow.answer)
  await last.allRead({ stillMs: 60_000, longestMs: 20 })
  t.equal(slow.answer.req.socket.destroyed, false, 'time was up before')
})
