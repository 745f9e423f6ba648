import type { FastifyReply, FastifyRequest } from 'fastify'
import { type ErrorCode, errorKinds, GatewayError } from '../errors/gateway-error.ts'
import { boundRest } from './bound-rest.ts'
import type { AnswerStep } from './dialects/accounts.ts'
import { shownSteps } from './dialects/answer-notes.ts'
import { waits } from './expected-body.ts'

/** LiteLLM's `error.type` for statuses that a provider gave (seen on 1.104.3). */
const typeOfStatus: Readonly<Record<number, string>> = {
  401: 'authentication_error',
  403: 'permission_error',
  429: 'throttling_error'
}

/** Fastify's and bearer-auth's error codes that mean one of ours. */
const codeOfFramework: Readonly<Record<string, ErrorCode>> = {
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'unsupported_media_type',
  FST_ERR_CTP_BODY_TOO_LARGE: 'body_too_large',
  FST_BEARER_AUTH_MISSING_AUTHORIZATION_HEADER: 'unauthenticated',
  FST_BEARER_AUTH_INVALID_AUTHORIZATION_HEADER: 'unauthenticated'
}

const messageOfCode: Partial<Readonly<Record<ErrorCode, string>>> = {
  unsupported_media_type: 'content-type must be application/json',
  unauthenticated: 'Authentication Error, Invalid proxy server token passed.'
}

/** An error as our clients read it: Cohere's SDK reads `message`, those written for Jina `detail`, OpenAI's and LiteLLM's `error`. */
export interface ErrorBody {
  readonly message: string
  readonly detail: string
  readonly error: {
    readonly message: string
    readonly type: string
    readonly param: string | null
    /** The HTTP status as a string, as LiteLLM has it. */
    readonly code: string
    /** Where the request asked for it: which deployments were considered and tried. */
    readonly steps?: readonly AnswerStep[]
  }
}

export function errorBody(error: GatewayError): ErrorBody {
  const { message, status, steps } = error
  const type = isByStatus(error) ? (typeOfStatus[status] ?? classOf(status)) : errorKinds[error.code].type
  const more = steps === undefined ? {} : { steps: shownSteps(steps) }
  return {
    message,
    detail: message,
    error: { message, type, param: error.param ?? null, code: String(status), ...more }
  }
}

/** The one place where an error becomes an HTTP answer. */
export function replyWithError(thrown: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const error = asGatewayError(thrown)
  logError(error, thrown, request)
  // Nobody is there to read it; the socket is gone.
  if (error.code === 'client_closed') return reply.hijack()
  if (error.retryAfterS !== undefined) reply.header('retry-after', error.retryAfterS)
  if (error.code === 'overloaded') reply.header('x-rankgate-overloaded', '1')
  // Its body stood still: what is left of it is not waited for.
  if (error.code === 'timeout' && !request.raw.complete) reply.header('connection', 'close')
  // Fastify ends the connection behind every refused body: with bytes unread, which resets it before a client that writes first
  // has seen why. What is left is thrown away instead, within the bounds of `boundRest` and of a request's time. Of whom was
  // not asked for it, nothing comes that could be told from a next request.
  else if (reply.hasHeader('connection') && !waits(request.raw)) reply.removeHeader('connection')
  boundRest(request.raw, reply.raw)
  if (error.code === 'unauthenticated') reply.header('www-authenticate', 'Bearer')
  return reply
    .code(error.status)
    .type('application/json')
    .send(JSON.stringify(errorBody(error)))
}

/** Whatever was thrown, as ours. What nobody foresaw says nothing of itself to the client. */
export function asGatewayError(thrown: unknown): GatewayError {
  if (thrown instanceof GatewayError) return thrown
  const { code, statusCode, message } = frameworkError(thrown)
  const known = codeOfFramework[code]
  if (known !== undefined) return new GatewayError(known, messageOfCode[known] ?? message, { cause: thrown })
  if (code.startsWith('FST_') && statusCode >= 400 && statusCode < 500) {
    return new GatewayError('invalid_request', message, { status: statusCode, cause: thrown })
  }
  return new GatewayError('internal', 'internal error: the log has its cause under this call id', { cause: thrown })
}

function frameworkError(thrown: unknown): { code: string; statusCode: number; message: string } {
  if (!(thrown instanceof Error)) return { code: '', statusCode: 500, message: '' }
  const code = 'code' in thrown && typeof thrown.code === 'string' ? thrown.code : ''
  const statusCode = 'statusCode' in thrown && typeof thrown.statusCode === 'number' ? thrown.statusCode : 500
  return { code, statusCode, message: thrown.message }
}

/** Whose status says more than the code. */
function isByStatus({ code }: GatewayError): boolean {
  return code === 'upstream_refused' || code === 'upstream_failed' || code === 'overloaded'
}

function classOf(status: number): string {
  return status < 500 ? 'invalid_request_error' : 'internal_server_error'
}

function logError(error: GatewayError, thrown: unknown, request: FastifyRequest): void {
  const fields = { call_id: request.id, code: error.code, status: error.status, reason: error.message }
  if (error.code === 'internal') request.log.error({ ...fields, err: thrown }, 'request failed')
  else if (error.status >= 500) request.log.warn(fields, 'request failed')
  else request.log.info(fields, 'request refused')
}
