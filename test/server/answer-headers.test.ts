import t from 'tap'
import type { RerankAnswer } from '../../src/gateway/rerank-answer.ts'
import { unknownUsage } from '../../src/rerank/usage.ts'
import { answerHeaders } from '../../src/server/answer-headers.ts'
import { version } from '../../src/server/version.ts'
import { deploymentAt, embeddedDeployment, requestOf } from '../fixtures.ts'

function headersOf(changes: Partial<RerankAnswer>): Map<string, string> {
  const answer: RerankAnswer = {
    request: requestOf(['a']),
    ranking: [],
    usage: unknownUsage,
    cost: undefined,
    deployment: deploymentAt('http://127.0.0.1:8000/v1/'),
    retries: 0,
    fallbacks: 0,
    cache: undefined,
    warnings: [],
    shownAs: undefined,
    degradation: undefined,
    steps: undefined,
    upstreamMs: 1e9,
    ...changes
  }
  const flat = answerHeaders(answer, 'call-1', 0)
  const headers = new Map<string, string>()
  for (let at = 0; at < flat.length; at += 2) headers.set(String(flat[at]), String(flat[at + 1]))
  return headers
}

t.test('the headers name model, address and version, and never count overhead below zero', async (t) => {
  const headers = headersOf({})
  t.equal(headers.get('x-litellm-call-id'), 'call-1')
  t.equal(headers.get('x-litellm-model-id'), 'a1')
  t.equal(headers.get('x-litellm-model-group'), 'rerank')
  t.match(headers.get('x-litellm-model-api-base'), /^http:\/\/127.0.0.1:8000\/v1\/retrieval\//)
  t.equal(headers.get('x-litellm-version'), version)
  t.equal(headers.get('x-litellm-overhead-duration-ms'), '0.000')
  t.equal(headers.has('x-litellm-response-cost'), false, 'unknown is not zero')
})

t.test('a cost is printed as Python prints it', async (t) => {
  const cost = (value: number): string | undefined => headersOf({ cost: value }).get('x-litellm-response-cost')
  t.equal(cost(0), '0.0')
  t.equal(cost(1), '1.0')
  t.equal(cost(0.002), '0.002')
})

t.test('what scores in this process has no address; a name beyond ASCII is escaped', async (t) => {
  const deployment = embeddedDeployment(async () => ({ values: new Float64Array(), usage: unknownUsage }))
  const headers = headersOf({ deployment, request: requestOf(['a'], { model: 'm\u00fc' }) })
  t.equal(headers.has('x-litellm-model-api-base'), false)
  t.equal(headers.get('x-litellm-model-group'), 'm%C3%BC')
  const odd = headersOf({
    deployment: { ...deployment, id: 'caf\u00e9\n\ud800' },
    request: requestOf(['a'], { model: 'a "b" c' })
  })
  t.equal(odd.get('x-litellm-model-id'), 'caf%C3%A9%0A%EF%BF%BD')
  t.equal(odd.get('x-litellm-model-group'), 'a "b" c')
})
