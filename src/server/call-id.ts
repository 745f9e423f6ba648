import { randomUUID } from 'node:crypto'
import type { IncomingMessage } from 'node:http'

/** The id of a request: the client's own `x-litellm-call-id` where it is fit for a header and a log line, else a new one. */
export function callId({ headers }: Pick<IncomingMessage, 'headers'>): string {
  const own = headers['x-litellm-call-id']
  return typeof own === 'string' && /^[\x21-\x7e]{1,200}$/.test(own) ? own : randomUUID()
}
