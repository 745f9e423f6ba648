import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { buffer } from 'node:stream/consumers'

interface Tap {
  teardown(end: () => Promise<void>): void
}

/** What a client put on the wire. */
export interface RecordedRequest {
  /** Method and path, such as `POST /v2/rerank`. */
  readonly line: string
  readonly authorization: string | undefined
  readonly body: unknown
}

export interface Recorder {
  readonly url: string
  /** In the order they came. */
  readonly requests: readonly RecordedRequest[]
}

/** Stands between a client and the server at `url`: passes everything on as it is, and remembers what was asked. */
export async function recordRequests(t: Tap, url: string): Promise<Recorder> {
  const requests: RecordedRequest[] = []

  async function pass(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method = '', url: path = '', headers } = request
    const body = await buffer(request)
    requests.push({
      line: `${method} ${path}`,
      authorization: headers.authorization,
      body: body.length === 0 ? undefined : JSON.parse(body.toString())
    })
    const answer = await fetch(url + path, {
      method,
      headers: passedOn(headers),
      ...(body.length === 0 ? {} : { body })
    })
    response.writeHead(answer.status, Object.fromEntries(answer.headers))
    response.end(Buffer.from(await answer.arrayBuffer()))
  }

  const server = createServer((request, response) => void pass(request, response))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  t.teardown(async () => {
    server.closeAllConnections()
    server.close()
    await once(server, 'close')
  })
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('the recorder listens on no port')
  return { url: `http://127.0.0.1:${address.port}`, requests }
}

/** Headers that belong to one connection are not passed on. */
const hopHeaders = new Set(['connection', 'content-length', 'host', 'keep-alive', 'transfer-encoding'])

function passedOn(headers: IncomingMessage['headers']): [string, string][] {
  return Object.entries(headers).flatMap(([name, value]) =>
    typeof value === 'string' && !hopHeaders.has(name) ? [[name, value] as [string, string]] : []
  )
}
