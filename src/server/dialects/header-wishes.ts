import type { IncomingHttpHeaders } from 'node:http'
import { GatewayError } from '../../errors/gateway-error.ts'

/** What a request's headers ask for. They win over the fields of its body, as with LiteLLM. */
export interface HeaderWishes {
  readonly timeoutMs: number | undefined
  readonly retries: number | undefined
  readonly tags: readonly string[] | undefined
  /** Whether scores may come from the cache. */
  readonly reads: boolean
  /** Whether scores may be kept. */
  readonly stores: boolean
}

const timeout = 'x-litellm-timeout'
const retries = 'x-litellm-num-retries'
const tags = 'x-litellm-tags'

/** Undefined when there is no such header, as in most requests. @throws GatewayError naming the header */
export function headerWishes(headers: IncomingHttpHeaders): HeaderWishes | undefined {
  const cacheControl = headers['cache-control']
  const isSilent = headers[timeout] === undefined && headers[retries] === undefined && headers[tags] === undefined
  if (isSilent && cacheControl === undefined) return undefined
  // What else stands there is for caches between us and the client.
  const directives = (cacheControl ?? '')
    .toLowerCase()
    .split(',')
    .map((directive) => directive.trim())
  return {
    timeoutMs: readTimeoutMs(headers[timeout]),
    retries: readRetries(headers[retries]),
    tags: readTags(headers[tags]),
    reads: !directives.includes('no-cache'),
    stores: !directives.includes('no-store')
  }
}

type Value = string | string[] | undefined

function readTimeoutMs(value: Value): number | undefined {
  if (value === undefined) return undefined
  const seconds = Number(value)
  if (Number.isFinite(seconds) && seconds > 0) return seconds * 1000
  throw fault(timeout, 'must be seconds above 0', value)
}

function readRetries(value: Value): number | undefined {
  if (value === undefined) return undefined
  if (/^\d+$/.test(String(value))) return Math.min(Number(value), Number.MAX_SAFE_INTEGER)
  throw fault(retries, 'must be an integer of at least 0', value)
}

function readTags(value: Value): readonly string[] | undefined {
  if (value === undefined) return undefined
  return String(value)
    .split(',')
    .map((tag) => tag.trim())
    .filter((tag) => tag !== '')
}

function fault(header: string, wanted: string, value: Value): GatewayError {
  const shown = JSON.stringify(String(value).slice(0, 100))
  return new GatewayError('invalid_request', `${header}: ${wanted}, not ${shown}`, { param: header })
}
