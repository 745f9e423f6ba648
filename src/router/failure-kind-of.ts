import type { FailureKind } from '../errors/failure-kind.ts'
import { type ErrorCode, GatewayError } from '../errors/gateway-error.ts'
import { WrongOrder } from '../rerank/wrong-order.ts'
import { UpstreamError } from '../upstream/upstream-error.ts'

/** What a provider's status means, where it has a meaning of its own. */
const kindOfStatus: Readonly<Record<number, FailureKind>> = {
  401: 'forbidden',
  402: 'gone',
  403: 'forbidden',
  408: 'timeout',
  410: 'gone',
  429: 'rate_limited',
  504: 'timeout'
}

const kindOfCode: Partial<Readonly<Record<ErrorCode, FailureKind>>> = {
  timeout: 'timeout',
  client_closed: 'cancelled',
  overloaded: 'busy',
  upstream_invalid_answer: 'invalid_answer',
  internal: 'failed'
}

/** How an attempt failed. What nobody foresaw is taken for a fault of the request: nothing rests, and nothing is asked again. */
export function failureKindOf(error: unknown): FailureKind {
  if (!(error instanceof GatewayError)) return 'refused'
  const { code, status, cause } = error
  if (code === 'upstream_refused') return kindOfStatus[status] ?? 'refused'
  if (code === 'upstream_failed') return kindOfStatus[status] ?? 'failed'
  if (code === 'upstream_unreachable') {
    return cause instanceof UpstreamError && cause.fault === 'unreachable' ? 'unreachable' : 'reset'
  }
  if (cause instanceof WrongOrder) return 'wrong_order'
  return kindOfCode[code] ?? 'refused'
}
