import type { FastifyReply } from 'fastify'
import type { RerankAnswer } from '../gateway/rerank-answer.ts'
import { version } from './version.ts'

/** What LiteLLM's clients and dashboards read off an answer. `startedAt` is from `performance.now()`. */
export function setAnswerHeaders(reply: FastifyReply, answer: RerankAnswer, startedAt: number): void {
  const { deployment, request, cost, upstreamMs } = answer
  const durationMs = performance.now() - startedAt
  reply.header('x-litellm-model-id', deployment.id)
  reply.header('x-litellm-model-group', encodeURI(request.model))
  if (deployment.target !== undefined) {
    const { origin, pathname } = deployment.target.url
    reply.header('x-litellm-model-api-base', origin + pathname)
  }
  reply.header('x-litellm-version', version)
  reply.header('x-litellm-response-duration-ms', durationMs.toFixed(3))
  reply.header('x-litellm-overhead-duration-ms', Math.max(0, durationMs - upstreamMs).toFixed(3))
  reply.header('x-litellm-attempted-retries', '0')
  reply.header('x-litellm-attempted-fallbacks', '0')
  // Python prints a float with its point; clients compare the text.
  if (cost !== undefined)
    reply.header('x-litellm-response-cost', Number.isInteger(cost) ? cost.toFixed(1) : String(cost))
}
