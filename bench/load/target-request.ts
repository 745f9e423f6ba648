import { requestBody } from '../bodies/request-body.ts'
import { writeMessage } from '../http/write-message.ts'
import { shapes } from '../shapes.ts'
import type { LoadTarget } from './window.ts'

const bodies = new Map<string, Buffer>()

/** The bytes that every request to a target consists of. */
export function targetRequest({ port, path, authorization, wire, shape }: LoadTarget): Buffer {
  const key = `${wire} ${shape}`
  const body = bodies.get(key) ?? requestBody(wire, shapes[shape])
  bodies.set(key, body)
  const headers = { host: `127.0.0.1:${port}`, authorization, accept: 'application/json' }
  return writeMessage(`POST ${path} HTTP/1.1`, headers, body)
}
