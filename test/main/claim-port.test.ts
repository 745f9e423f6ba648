import { once } from 'node:events'
import { type AddressInfo, connect, createServer } from 'node:net'
import t from 'tap'
import { canReusePort, claimPort } from '../../src/main/claim-port.ts'
import { withoutReusePort } from './without-reuse-port.ts'

t.test('a free port is found for 0, and is free again', async (t) => {
  const port = await claimPort('127.0.0.1', 0)
  t.ok(port > 0)
  t.equal(await claimPort('127.0.0.1', port), port)
  const [error] = (await once(connect(port, '127.0.0.1'), 'error')) as [NodeJS.ErrnoException]
  t.equal(error.code, 'ECONNREFUSED')
})

t.test('a port on which somebody listens is refused, even if he would share it', async (t) => {
  for (const reusePort of [false, true]) {
    const server = createServer().listen({ host: '127.0.0.1', port: 0, reusePort })
    await once(server, 'listening')
    await t.rejects(claimPort('127.0.0.1', (server.address() as AddressInfo).port), { code: 'EADDRINUSE' })
    server.close()
  }
})

t.test('a host that is no address of this machine is refused', async (t) => {
  await t.rejects(claimPort('203.0.113.1', 0), { code: 'EADDRNOTAVAIL' })
})

t.test('whether ports can be shared is tried out', async (t) => {
  t.equal(await canReusePort(), process.platform === 'linux')
  const restore = withoutReusePort()
  t.teardown(restore)
  t.equal(await canReusePort(), false)
})
