import type { Deployment } from '../config/deployment.ts'
import type { RerankAnswer } from '../gateway/rerank-answer.ts'
import { version } from './version.ts'

/** What is the same in every answer of a deployment. */
const made = new WeakMap<Deployment, readonly string[]>()

/**
 * What LiteLLM's clients and dashboards read off an answer, names and values in turn.
 * @param startedAt when the request had come, by `performance.now()`
 */
export function answerHeaders(answer: RerankAnswer, callId: string, startedAt: number): string[] {
  const { deployment, request, cost, upstreamMs, degradation, cache } = answer
  const durationMs = performance.now() - startedAt
  const headers = [
    'x-litellm-call-id',
    callId,
    'x-litellm-model-group',
    headerText(request.model),
    'x-litellm-response-duration-ms',
    milliseconds(durationMs),
    'x-litellm-overhead-duration-ms',
    milliseconds(Math.max(0, durationMs - upstreamMs)),
    'x-litellm-attempted-retries',
    String(answer.retries),
    'x-litellm-attempted-fallbacks',
    String(answer.fallbacks),
    ...deploymentHeaders(deployment)
  ]
  if (cache !== undefined) headers.push('x-rankgate-cache', `${cache.hits}/${cache.total}`)
  // LiteLLM names the key of an answer that came from its cache whole.
  if (cache?.key !== undefined) headers.push('x-litellm-cache-key', cache.key)
  if (degradation !== undefined) headers.push('x-rankgate-degraded', degradation.kind)
  // Python prints a float with its point; clients compare the text.
  if (cost !== undefined) {
    headers.push('x-litellm-response-cost', Number.isInteger(cost) ? `${cost}.0` : String(cost))
  }
  return headers
}

function deploymentHeaders(deployment: Deployment): readonly string[] {
  const known = made.get(deployment)
  if (known !== undefined) return known
  const { id, target } = deployment
  const address = target === undefined ? [] : ['x-litellm-model-api-base', target.url.origin + target.url.pathname]
  const headers = ['x-litellm-model-id', headerText(id), ...address, 'x-litellm-version', version]
  made.set(deployment, headers)
  return headers
}

/** To a thousandth. Put together from whole numbers, which is a fifth of what `toFixed` takes. */
function milliseconds(ms: number): string {
  const thousandths = Math.round(ms * 1000)
  const whole = Math.floor(thousandths / 1000)
  const rest = String(1000 + thousandths - whole * 1000)
  return `${whole}.${rest.slice(1)}`
}

/** Headers carry ASCII; anything else is percent-encoded. */
function headerText(text: string): string {
  return /^[\x20-\x7e]*$/.test(text) ? text : encodeURI(text.toWellFormed())
}
