import type { IncomingMessage, ServerResponse } from 'node:http'

/** Twice what a body may be unless it is configured: a client that writes before it reads still gets to see its refusal. */
const mostDiscardedBytes = 64 * 1024 * 1024
/** How long a client that is read no further may take to read why. */
const lingerMs = 1000

/** Ends the connection of a refused client that goes on to send a body beyond all bounds, which node:http would throw away. */
export function boundRest(request: IncomingMessage, answer: ServerResponse): void {
  const { 'content-length': length, 'transfer-encoding': encoding } = request.headers
  if (request.complete || (encoding === undefined && Number(length ?? 0) <= mostDiscardedBytes)) return
  let bytes = 0
  request.on('data', (part: Buffer) => {
    bytes += part.length
    if (bytes <= mostDiscardedBytes || request.isPaused()) return
    request.pause()
    if (answer.writableFinished) end(request)
    else answer.once('finish', () => end(request))
  })
}

function end({ socket }: IncomingMessage): void {
  socket.end()
  const cut = setTimeout(() => socket.destroy(), lingerMs)
  socket.once('close', () => clearTimeout(cut))
}
