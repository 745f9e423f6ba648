import type { AddressInfo, Server } from 'node:net'

/** Listens on any free port of this machine alone and says where, for the benchmark to read. */
export function announce(server: Server): void {
  server.listen(0, '127.0.0.1', () => {
    process.stdout.write(`listens on http://127.0.0.1:${(server.address() as AddressInfo).port}\n`)
  })
}
