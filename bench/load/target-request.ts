import { requestBody } from '../bodies/request-body.ts'
import { writeMessage } from '../http/write-message.ts'
import type { LoadTarget } from './window.ts'

const bodies = new Map<string, Buffer>()

/** The bytes that every request to a target consists of. */
export function targetRequest({ port, path, headers, wire, shape }: LoadTarget): Buffer {
  const key = [wire, shape.documents, shape.characters, shape.topN].join(' ')
  const body = bodies.get(key) ?? requestBody(wire, shape)
  bodies.set(key, body)
  const allHeaders = { host: `127.0.0.1:${port}`, accept: 'application/json', ...headers }
  return writeMessage(`POST ${path} HTTP/1.1`, allHeaders, body)
}
