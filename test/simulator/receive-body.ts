import type { IncomingMessage } from 'node:http'
import type { OpenCall } from './call-log.ts'

/** Reads the request's body into the call. A body over the limit is neither kept nor recorded. */
export async function receiveBody(
  request: IncomingMessage,
  call: OpenCall,
  maxBytes: number
): Promise<'whole' | 'too-large'> {
  if (Number(request.headers['content-length'] ?? 0) > maxBytes) return 'too-large'
  const chunks: Buffer[] = []
  let bytes = 0
  // an answer can still be sent on the connection when reading ends early
  for await (const chunk of request.iterator({ destroyOnReturn: false })) {
    bytes += chunk.length
    if (bytes > maxBytes) break
    chunks.push(chunk)
  }
  if (bytes > maxBytes) {
    // the rest must still be taken off the connection, or its next request would wait for ever
    request.resume()
    return 'too-large'
  }
  call.rawBody = Buffer.concat(chunks)
  try {
    call.body = JSON.parse(utf8.decode(call.rawBody))
  } catch (error) {
    call.bodyProblem = error instanceof Error ? error.message : String(error)
  }
  return 'whole'
}

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
