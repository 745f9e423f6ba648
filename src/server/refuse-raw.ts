import type { Duplex } from 'node:stream'
import type { GatewayError } from '../errors/gateway-error.ts'
import { endConnection } from './end-connection.ts'
import { errorBody } from './error-reply.ts'

/**
 * Not imported: an ES module that imports node:http by name has Node.js read all that it exports, a WebSocket among it, and so
 * load the whole of its own undici, which took an eighth of our start.
 */
const { STATUS_CODES } = process.getBuiltinModule('node:http')

/** Answers on a bare socket, for what never became a request that could be replied to, and cuts the connection. */
export function refuseRaw(socket: Duplex, error: GatewayError, callId: string): void {
  // node:http has taken its own listeners off by now, and an error that nobody hears ends the process.
  socket.on('error', () => socket.destroy())
  if (!socket.writable) return void socket.destroy()
  const body = JSON.stringify(errorBody(error))
  const head = [
    `HTTP/1.1 ${error.status} ${STATUS_CODES[error.status]}`,
    `x-litellm-call-id: ${callId}`,
    'content-type: application/json',
    `content-length: ${Buffer.byteLength(body)}`,
    'connection: close'
  ]
  endConnection(socket, `${head.join('\r\n')}\r\n\r\n${body}`)
  // What still comes is thrown away: a connection cut with bytes unread is reset, and the answer lost with it.
  socket.resume()
}
