import type { IncomingMessage, ServerResponse } from 'node:http'
import { endConnection } from './end-connection.ts'

/** Twice what a body may be unless it is configured: a client that writes before it reads still gets to see its refusal. */
const mostDiscardedBytes = 64 * 1024 * 1024

/** Ends the connection of a refused client that goes on to send a body beyond all bounds, which node:http would throw away. */
export function boundRest(request: IncomingMessage, answer: ServerResponse): void {
  const { 'content-length': length, 'transfer-encoding': encoding } = request.headers
  if (request.complete || (encoding === undefined && Number(length ?? 0) <= mostDiscardedBytes)) return
  let bytes = 0
  request.on('data', (part: Buffer) => {
    bytes += part.length
    if (bytes <= mostDiscardedBytes || request.isPaused()) return
    request.pause()
    if (answer.writableFinished) endConnection(request.socket)
    else answer.once('finish', () => endConnection(request.socket))
  })
}
