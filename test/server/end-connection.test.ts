import { once } from 'node:events'
import { createServer, type Socket } from 'node:net'
import t from 'tap'
import { endConnection } from '../../src/server/end-connection.ts'
import { askRaw } from '../simulator/ask-raw.ts'

t.test('a client reads what it is sent last, and is cut when it does not hang up', async (t) => {
  const server = createServer({ allowHalfOpen: true }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  t.teardown(async () => void server.close())
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('the server has no port')
  for (const last of ['why', undefined]) {
    const connected = once(server, 'connection')
    const asked = askRaw(address, 'x')
    const [socket] = (await connected) as [Socket]
    // Never read, it does not learn that its client has hung up.
    socket.pause()
    endConnection(socket, last)
    t.strictSame(await asked, { text: last ?? '', ended: 'closed' })
    if (!socket.destroyed) await once(socket, 'close')
    t.equal(socket.destroyed, true)
  }
})
