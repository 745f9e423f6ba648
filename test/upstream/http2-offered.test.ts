import { once } from 'node:events'
import { createSecureServer, type Http2ServerRequest, type Http2ServerResponse } from 'node:http2'
import type { AddressInfo } from 'node:net'
import { getCACertificates, setDefaultCACertificates } from 'node:tls'
import t from 'tap'
import { systemClock } from '../../src/clock/clock.ts'
import { deadlineAfter } from '../../src/clock/deadline.ts'
import { createUpstream } from '../../src/upstream/upstream.ts'
import { certificate, certificateKey } from './localhost-certificate.ts'

// On HTTP/2 a body waits in the session where nobody sees it: its buffer would be used again while it is still read.
t.test('a server that offers HTTP/2 is called by HTTP/1.1, where it is seen when a body has left', async (t) => {
  setDefaultCACertificates([...getCACertificates('default'), certificate])
  const seen: string[] = []
  const server = createSecureServer({ key: certificateKey, cert: certificate, allowHTTP1: true })
  server.on('request', ({ httpVersion }: Http2ServerRequest, response: Http2ServerResponse) => {
    seen.push(httpVersion)
    // The answer before the body is read.
    response.writeHead(429)
    response.end('{}')
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const upstream = createUpstream()
  t.teardown(async () => {
    await upstream.close()
    server.close()
  })
  const url = new URL(`https://localhost:${(server.address() as AddressInfo).port}/`)
  const send = (bytes: number) =>
    upstream.send(
      { method: 'POST', url, headers: [], body: Buffer.alloc(bytes) },
      deadlineAfter(5000, systemClock),
      new AbortController().signal
    )
  t.match(await send(30_000_000), { status: 429, isCallSent: false })
  t.strictSame(seen, ['1.1'])
})
