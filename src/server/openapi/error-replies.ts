import { GatewayError } from '../../errors/gateway-error.ts'
import { errorBody } from '../error-reply.ts'
import { type Header, type Reference, type Reply, schemaReference } from './openapi.ts'

const retryAfter: Header = {
  description: 'Seconds to wait, where the provider said how long.',
  schema: { type: 'integer', minimum: 0 }
}
const wwwAuthenticate: Header = { description: 'Always `Bearer`.', schema: { type: 'string' } }

/** What each error status means. */
export const errorMeanings = {
  400: 'The request is wrong: `error.param` names the field. Also a model that is not configured or cannot rerank.',
  401: 'No key, a wrong key, two different keys, or a provider that refused its own key.',
  403: 'The provider refused: its key may not use this model. Or no key is set here, and another host was named.',
  404: 'There is no such route or model, here or at the provider.',
  405: 'The path is right, the method is not: the header Allow names those that are.',
  408: 'The time was up: `x-litellm-timeout`, the configured timeout, or the body came too slowly.',
  413: 'The body is larger than the limit, or than one call of the provider may be.',
  415: 'The body is not `application/json`, or it is compressed.',
  429: "The provider's rate limit, or rankgate's own bounds for the deployment.",
  500: 'A fault of rankgate, or a deployment that is not ready: the message says what to set.',
  502: 'The provider could not be reached, failed, or gave an answer that cannot be used.',
  503: 'The provider is overloaded or out of order, or rankgate is shutting down.'
} as const

export type ErrorStatus = keyof typeof errorMeanings

const otherStatus = 'A status of the provider, passed on with its reason.'

/** What a request without a query gets. */
export const exampleError = errorBody(
  new GatewayError('invalid_request', "/rerank: Missing required parameter: 'query'.", { param: 'query' })
)

const headersOf: Partial<Readonly<Record<ErrorStatus, Readonly<Record<string, Header>>>>> = {
  401: { 'www-authenticate': wwwAuthenticate },
  429: { 'retry-after': retryAfter },
  503: { 'retry-after': retryAfter }
}

/** `components.responses`: a reply for each of these, and one for the rest. */
export const errorReplies: Readonly<Record<string, Reply>> = Object.fromEntries([
  ...Object.entries(errorMeanings).map(([status, meaning]) => [
    replyName(status),
    errorReply(meaning, Number(status) as ErrorStatus)
  ]),
  [replyName('Other'), errorReply(otherStatus)]
])

/** The errors that an operation can answer with. */
export function errorReferences(statuses: readonly ErrorStatus[]): Readonly<Record<string, Reference>> {
  return Object.fromEntries(statuses.map((status) => [String(status), referenceTo(String(status))]))
}

/** Every error there is, and those that only providers have. */
export const allErrorReferences: Readonly<Record<string, Reference>> = {
  ...errorReferences(Object.keys(errorMeanings).map((status) => Number(status) as ErrorStatus)),
  default: referenceTo('Other')
}

function errorReply(description: string, status?: ErrorStatus): Reply {
  const headers = status === undefined ? undefined : headersOf[status]
  const example = status === 400 ? { example: exampleError } : {}
  return {
    description,
    ...(headers === undefined ? {} : { headers }),
    content: { 'application/json': { schema: schemaReference('Error'), ...example } }
  }
}

function replyName(status: string): string {
  return `Error${status}`
}

function referenceTo(status: string): Reference {
  return { $ref: `#/components/responses/${replyName(status)}` }
}
