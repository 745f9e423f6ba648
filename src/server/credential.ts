import type { IncomingHttpHeaders } from 'node:http'
import { GatewayError } from '../errors/gateway-error.ts'

/** Headers that carry a bare key, as LiteLLM's clients send it; `x-litellm-api-key` may say `Bearer` too. */
const keyHeaders = ['x-litellm-api-key', 'api-key', 'x-api-key'] as const

/**
 * The one key that a request presents, from whichever header. One extractor for all of them, so that none is a side door.
 * @throws GatewayError `unauthenticated` when there is none, it is malformed, or two differ (LiteLLM's messages)
 */
export function presentedKey(headers: IncomingHttpHeaders): string {
  const presented = keyHeaders.map((name) => headers[name]).filter((value) => typeof value === 'string')
  const keys = new Set(presented.map((value) => value.replace(/^bearer +/i, '').trim()))
  const { authorization } = headers
  if (authorization !== undefined) keys.add(bearerKey(authorization))
  keys.delete('')
  const [key] = keys
  if (key === undefined) {
    throw refused('No api key passed in. Send it as "Authorization: Bearer <key>"')
  }
  if (keys.size > 1) throw refused('Two different keys in one request: send one')
  return key
}

function bearerKey(authorization: string): string {
  const [, key] = /^bearer +(\S+)\s*$/i.exec(authorization) ?? []
  if (key === undefined) throw refused('Malformed API Key passed in. Ensure Key has `Bearer ` prefix.')
  return key
}

function refused(reason: string): GatewayError {
  return new GatewayError('unauthenticated', `Authentication Error, ${reason}`)
}
