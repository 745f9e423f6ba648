import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { Lease } from '../../buffers/lease.ts'
import { GatewayError } from '../../errors/gateway-error.ts'
import type { Gateway } from '../../gateway/gateway.ts'
import { setAnswerHeaders } from '../answer-headers.ts'
import { cohereAnswer } from '../dialects/cohere-answer.ts'
import { readCohereRequest } from '../dialects/cohere-request.ts'

/** One handler: LiteLLM's three paths are the same, and Envoy's and Bifrost's users bring the fourth. */
export const rerankPaths = ['/rerank', '/v1/rerank', '/v2/rerank', '/cohere/v2/rerank'] as const

export function registerRerank(app: FastifyInstance, gateway: Gateway): void {
  const answer = async (request: FastifyRequest, reply: FastifyReply): Promise<Buffer> => {
    const startedAt = performance.now()
    const { body } = request
    if (!(body instanceof Lease)) {
      throw new GatewayError('invalid_request', 'the body is missing', { param: 'request_body' })
    }
    try {
      const rerankRequest = readCohereRequest(body.bytes, gateway.config.maxDocuments)
      const signal = disconnectSignal(reply)
      const answered = await gateway.rerank(rerankRequest, { signal, timeoutMs: askedTimeoutMs(request) })
      const written = cohereAnswer(answered, request.id)
      setAnswerHeaders(reply, answered, startedAt)
      reply.type('application/json')
      return written
    } finally {
      // Nothing reads the documents any more: whoever did has settled, and the answer holds copies.
      body.release()
    }
  }
  for (const path of rerankPaths) app.post(path, answer)
}

/** Fires when the client has gone before its answer was written (promise P7). */
function disconnectSignal({ raw }: FastifyReply): AbortSignal {
  const controller = new AbortController()
  raw.once('close', () => {
    if (!raw.writableFinished) controller.abort()
  })
  return controller.signal
}

/** `x-litellm-timeout`: the caller's own budget in seconds. */
function askedTimeoutMs({ headers }: FastifyRequest): number | undefined {
  const asked = headers['x-litellm-timeout']
  if (asked === undefined) return undefined
  const seconds = Number(asked)
  if (Number.isFinite(seconds) && seconds > 0) return seconds * 1000
  throw new GatewayError(
    'invalid_request',
    `x-litellm-timeout: must be seconds above 0, not ${JSON.stringify(asked)}`,
    {
      param: 'x-litellm-timeout'
    }
  )
}
