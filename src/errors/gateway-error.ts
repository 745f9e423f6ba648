import { printable } from './printable.ts'
import type { TraceStep } from './trace-step.ts'

/** Everything that can go wrong, from a client's point of view. One row of `errorKinds` each. */
export type ErrorCode = keyof typeof errorKinds

interface ErrorKind {
  /** The HTTP status when none is given with the error. */
  readonly status: number
  /** LiteLLM's `error.type`, which clients switch on. */
  readonly type: string
}

/** Status and LiteLLM's type name for each code (reference: LiteLLM 1.104.3 as observed, and its proxy's exception types). */
export const errorKinds = {
  invalid_request: { status: 400, type: 'invalid_request_error' },
  unknown_model: { status: 400, type: 'invalid_request_error' },
  model_cannot_rerank: { status: 400, type: 'invalid_request_error' },
  over_limit: { status: 400, type: 'invalid_request_error' },
  no_deployment_with_tags: { status: 400, type: 'invalid_request_error' },
  unauthenticated: { status: 401, type: 'auth_error' },
  forbidden: { status: 403, type: 'permission_error' },
  not_found: { status: 404, type: 'invalid_request_error' },
  method_not_allowed: { status: 405, type: 'invalid_request_error' },
  timeout: { status: 408, type: 'timeout_error' },
  body_too_large: { status: 413, type: 'invalid_request_error' },
  unsupported_media_type: { status: 415, type: 'invalid_request_error' },
  client_closed: { status: 499, type: 'invalid_request_error' },
  internal: { status: 500, type: 'internal_server_error' },
  not_ready: { status: 500, type: 'internal_server_error' },
  /** rankgate itself refuses, before anybody is called: its own bounds are reached (429: those for a deployment). */
  overloaded: { status: 503, type: 'internal_server_error' },
  /** The provider refused or failed; the status is the provider's own where it means the same to our client. */
  upstream_refused: { status: 502, type: 'invalid_request_error' },
  upstream_failed: { status: 502, type: 'internal_server_error' },
  upstream_invalid_answer: { status: 502, type: 'internal_server_error' },
  upstream_unreachable: { status: 502, type: 'internal_server_error' }
} as const satisfies Record<string, ErrorKind>

export interface ErrorDetails {
  /** HTTP status, when it is not the code's own. */
  readonly status?: number
  /** The request field at fault. */
  readonly param?: string
  /** Seconds, for the Retry-After header. */
  readonly retryAfterS?: number
  /** The id of the deployment that the error came from. */
  readonly deployment?: string
  readonly cause?: unknown
  /** How the request went, for a caller who asked. */
  readonly steps?: readonly TraceStep[]
}

/**
 * The one error that crosses rooms. It is rendered to HTTP in exactly one place (`server/error-reply.ts`).
 * What it says is printable, whoever said it.
 */
export class GatewayError extends Error {
  override readonly name = 'GatewayError'
  readonly code: ErrorCode
  readonly status: number
  readonly param: string | undefined
  readonly retryAfterS: number | undefined
  readonly deployment: string | undefined
  readonly steps: readonly TraceStep[] | undefined

  constructor(code: ErrorCode, message: string, details: ErrorDetails = {}) {
    super(printable(message), details.cause === undefined ? undefined : { cause: details.cause })
    this.code = code
    this.status = details.status ?? errorKinds[code].status
    this.param = details.param === undefined ? undefined : printable(details.param)
    this.retryAfterS = details.retryAfterS
    this.deployment = details.deployment
    this.steps = details.steps
  }
}
