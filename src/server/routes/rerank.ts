import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { Lease } from '../../buffers/lease.ts'
import type { CancelSignal } from '../../clock/cancel-signal.ts'
import { Cancellation } from '../../clock/cancellation.ts'
import { systemClock } from '../../clock/clock.ts'
import { deadlineAfter } from '../../clock/deadline.ts'
import { isLongStep, turnForLongStep } from '../../clock/long-step.ts'
import { GatewayError } from '../../errors/gateway-error.ts'
import type { Gateway } from '../../gateway/gateway.ts'
import { answerHeaders } from '../answer-headers.ts'
import { cohereAnswer } from '../dialects/cohere-answer.ts'
import { readCohereRequest } from '../dialects/cohere-request.ts'
import { isExplained } from '../dialects/explain-header.ts'
import { headerWishes } from '../dialects/header-wishes.ts'
import { planAnswer } from '../dialects/plan-answer.ts'
import type { ServerState } from '../server-state.ts'
import type { UnreadAnswers } from '../unread-answers.ts'

/** One handler: LiteLLM's three paths are the same, and Envoy's and Bifrost's users bring the fourth. */
export const rerankPaths = ['/rerank', '/v1/rerank', '/v2/rerank', '/cohere/v2/rerank'] as const

export function registerRerank(
  app: FastifyInstance,
  gateway: Gateway,
  state: ServerState,
  unread: UnreadAnswers,
  bodyDone: (bytes: number) => void
): void {
  const answer = async (request: FastifyRequest, reply: FastifyReply): Promise<void> => {
    const startedAt = performance.now()
    const { body } = request
    if (!(body instanceof Lease)) {
      throw new GatewayError('invalid_request', 'the body is missing', { param: 'request_body' })
    }
    try {
      const { headers: asked } = request
      const wishes = headerWishes(asked)
      const signal = disconnectSignal(reply)
      const explained = isExplained(asked)
      let spentMs = 0
      // In turns of the event loop, as it was read (docs/decisions/0012-large-requests-take-turns.md).
      if (isLongStep(body.bytes.length)) {
        const { timeoutMs } = gateway.config
        // A client may only shorten it: what it asks for may be longer than any timer runs.
        const deadline = deadlineAfter(Math.min(wishes?.timeoutMs ?? timeoutMs, timeoutMs), systemClock)
        await turnForLongStep('begin', { deadline, signal })
        spentMs = performance.now() - startedAt
      }
      if (signal.aborted) throw new GatewayError('client_closed', 'the client left before its request was read')
      const rerankRequest = readCohereRequest(body.bytes, gateway.config.maxDocuments, wishes)
      if (rerankRequest.isDryRun) {
        await reply.send(planAnswer(await gateway.plan(rerankRequest), request.id))
        return
      }
      const call = { signal, isExplained: explained, spentMs }
      const answered = await gateway.rerank(rerankRequest, call)
      const written = cohereAnswer(answered, request.id)
      const headers = answerHeaders(answered, request.id, startedAt)
      headers.push('content-type', 'application/json', 'content-length', String(written.length))
      if (state.isDraining) headers.push('connection', 'close')
      // Straight to node:http: Fastify's reply would cost a tenth of a small request, and has nothing to add.
      reply.raw.writeHead(200, headers)
      reply.hijack()
      reply.raw.end(written, 'latin1')
      unread.watch(reply.raw)
    } finally {
      // Nothing reads the documents any more: whoever did has settled, and the answer holds copies.
      body.release()
      bodyDone(body.bytes.length)
    }
  }
  for (const path of rerankPaths) app.post(path, answer)
}

/** Fires when the client has gone before its answer was written (promise P7). */
function disconnectSignal({ raw }: FastifyReply): CancelSignal {
  const cancellation = new Cancellation()
  raw.on('close', () => {
    if (!raw.writableFinished) cancellation.cancel()
  })
  return cancellation
}
