import type { IncomingHttpHeaders } from 'node:http'
import { GatewayError } from '../errors/gateway-error.ts'

/** Headers that carry a bare key, as LiteLLM's clients send it; `x-litellm-api-key` may say `Bearer` too. */
const keyHeaders = ['x-litellm-api-key', 'api-key', 'x-api-key'] as const

/** Between the values of a header that was sent twice: the server joins them, so that none is passed over. */
const separator = ', '
const twoInOne = 'Two keys in one header: send one'

/** What clients send that were given no key: it may stand in another header. */
const bare = /^(bearer)?\s*$/i

/** What a proxy before us, which asks for a password of its own, leaves in `Authorization` while the key stands elsewhere. */
const foreign = /^(basic|negotiate|ntlm) +[^\s,]+$/i

/** Whether the key stands in `Authorization` as it should, and nowhere else: then that header can be taken as it is. */
export function isBearerAlone(headers: IncomingHttpHeaders): boolean {
  const { authorization, 'x-litellm-api-key': litellm, 'api-key': bare, 'x-api-key': extended } = headers
  const isElsewhere = litellm !== undefined || bare !== undefined || extended !== undefined
  return !isElsewhere && authorization !== undefined && /^Bearer \S+$/.test(authorization)
}

/**
 * The one key that a request presents, from whichever header. One extractor for all of them, so that none is a side door.
 * @throws GatewayError `unauthenticated` when there is none, it is malformed, or two differ (LiteLLM's messages)
 */
export function presentedKey(headers: IncomingHttpHeaders): string {
  const { authorization } = headers
  const isForOthers =
    authorization !== undefined && foreign.test(authorization) && keyHeaders.some((name) => headers[name])
  const isElsewhere = authorization === undefined || isForOthers || bare.test(authorization)
  let key = isElsewhere ? '' : bearerKey(authorization)
  for (const name of keyHeaders) {
    const presented = headers[name]
    if (typeof presented !== 'string') continue
    if (presented.includes(separator)) throw refused(twoInOne)
    const other = presented.replace(/^bearer( +|$)/i, '').trim()
    if (key !== '' && other !== '' && key !== other) throw refused('Two different keys in one request: send one')
    key ||= other
  }
  if (key === '') throw refused('No api key passed in. Send it as "Authorization: Bearer <key>"')
  return key
}

function bearerKey(authorization: string): string {
  const [, key] = /^bearer +(\S+)\s*$/i.exec(authorization) ?? []
  if (key === undefined && authorization.includes(separator)) throw refused(twoInOne)
  if (key === undefined) throw refused('Malformed API Key passed in. Ensure Key has `Bearer ` prefix.')
  return key
}

function refused(reason: string): GatewayError {
  return new GatewayError('unauthenticated', `Authentication Error, ${reason}`)
}
