import type { Duplex } from 'node:stream'

/** How long a client may take to read why. It need never hang up, and then nothing else would end its connection. */
const lingerMs = 1000

/** Ends a client's connection, and cuts it when the client does not. @param last what it is sent before */
export function endConnection(socket: Duplex, last = ''): void {
  socket.end(last)
  const cut = setTimeout(() => socket.destroy(), lingerMs)
  socket.once('close', () => clearTimeout(cut))
}
