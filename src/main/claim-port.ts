import { once } from 'node:events'
import { createServer, type ListenOptions, type Server } from 'node:net'

/**
 * Makes sure that nobody listens there, and finds a free port for 0.
 *
 * Workers share their port with everybody of the same user who shares it too, so a second rankgate would silently take half
 * of the first one's requests. A listener that does not share is refused where anybody listens. It has to be gone before
 * the workers come, and whoever listens in between is not noticed; so ask at the last moment, when the workers are ready.
 *
 * @throws the system's error
 */
export async function claimPort(host: string, port: number): Promise<number> {
  const server = await listen({ host, port })
  const claimed = portOf(server)
  await close(server)
  return claimed
}

/**
 * Whether two listeners can share a port here. Linux and some BSDs can, and spread the connections; macOS and Windows
 * refuse the option (ENOTSUP), and a node that doesn't know it refuses the second listener (EADDRINUSE).
 */
export async function canReusePort(): Promise<boolean> {
  const shared = { host: '127.0.0.1', reusePort: true }
  const servers: Server[] = []
  try {
    const first = await listen({ ...shared, port: 0 })
    servers.push(first)
    servers.push(await listen({ ...shared, port: portOf(first) }))
    return true
  } catch {
    return false
  } finally {
    await Promise.all(servers.map(close))
  }
}

async function listen(options: ListenOptions): Promise<Server> {
  // Whoever connects meanwhile is let go, or closing would wait for it.
  const server = createServer((socket) => socket.destroy())
  server.listen(options)
  await once(server, 'listening')
  return server
}

async function close(server: Server): Promise<void> {
  server.close()
  await once(server, 'close')
}

function portOf(server: Server): number {
  const address = server.address()
  return typeof address === 'object' && address !== null ? address.port : 0
}
