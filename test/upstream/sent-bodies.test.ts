import { once } from 'node:events'
import { createServer, type Socket } from 'node:net'
import t from 'tap'
import { systemClock } from '../../src/clock/clock.ts'
import { deadlineAfter } from '../../src/clock/deadline.ts'
import { isSentWhole } from '../../src/upstream/sent-bodies.ts'
import { createUpstream } from '../../src/upstream/upstream.ts'

const answer = 'HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n{}'

t.test('a body is sent when its last byte has left, not when its answer has come', async (t) => {
  const sockets: Socket[] = []
  const server = createServer((socket) => {
    sockets.push(socket)
    socket.once('data', () => {
      // The answer before the rest of the body is read.
      socket.pause()
      socket.write(answer)
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const upstream = createUpstream()
  const other = createUpstream()
  t.teardown(async () => {
    for (const socket of sockets) socket.destroy()
    server.close()
    await Promise.all([upstream.close(), other.close()])
  })
  const address = server.address()
  const url = new URL(`http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}/`)
  const send = (body: Buffer, through = upstream) =>
    through.send(
      { method: 'POST', url, headers: [], body },
      deadlineAfter(5000, systemClock),
      new AbortController().signal
    )

  t.equal((await send(Buffer.alloc(64 * 1024))).isCallSent, true)
  const large = Buffer.alloc(30_000_000)
  t.equal((await send(large)).isCallSent, false, 'most of it still waits')
  t.equal(isSentWhole(large), false)
  t.equal(isSentWhole(Buffer.alloc(1)), false, 'nobody ever sent this one')
  t.equal((await send(Buffer.alloc(1000), other)).isCallSent, false, 'nobody follows a small one')
})
