// What any gateway on Node.js must spend: node:http takes a request, undici sends its bytes on, the answer's bytes go back.
// No key, no check, no log. Its address of the upstream is the first argument.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { Pool } from 'undici'
import { announce } from './announce.ts'

const [, , upstream = ''] = process.argv
const { origin, pathname } = new URL(upstream)
const connections = 64
const pool = new Pool(origin, { connections, pipelining: 1 })
const requestHeaders = { 'content-type': 'application/json', accept: 'application/json' }

const server = createServer({ keepAliveTimeout: 60_000, noDelay: true }, (request, response) => {
  const parts: Buffer[] = []
  request.on('data', (part: Buffer) => parts.push(part))
  request.on('end', () => passOn(request, joined(parts), response))
})
announce(server)

function passOn({ method = 'POST' }: IncomingMessage, body: Buffer, response: ServerResponse): void {
  const parts: Buffer[] = []
  let status = 0
  pool.dispatch(
    { path: pathname, method: method as 'POST', headers: requestHeaders, body },
    {
      onRequestStart() {},
      onResponseStart(_controller, statusCode) {
        status = statusCode
      },
      onResponseData(_controller, part) {
        parts.push(part)
      },
      onResponseEnd() {
        const answer = joined(parts)
        response.writeHead(status, { 'content-type': 'application/json', 'content-length': answer.length })
        response.end(answer)
      },
      onResponseError(_controller, error) {
        response.writeHead(502).end(error.message)
      }
    }
  )
}

function joined(parts: readonly Buffer[]): Buffer {
  const [first] = parts
  return parts.length === 1 && first !== undefined ? first : Buffer.concat(parts)
}
