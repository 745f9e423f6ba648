import t from 'tap'
import type { ModelGroup } from '../../src/config/deployment.ts'
import { lastResort } from '../../src/config/last-resort.ts'
import { RequestTrace } from '../../src/gateway/request-trace.ts'
import { rerankAnswer } from '../../src/gateway/rerank-answer.ts'
import { unknownUsage } from '../../src/rerank/usage.ts'
import { deploymentAt, requestOf } from '../fixtures.ts'

const deployment = deploymentAt('http://127.0.0.1:1', {}, { id: 'a1', input_cost_per_query: 0.002 })
const space = { id: deployment.space, pointwise: true, deployments: [deployment] }
const group: ModelGroup = { name: 'rerank', spaces: [space] }
const first = { group, space }
const routed = {
  scores: { values: Float64Array.of(0, 2, 1), usage: { ...unknownUsage, searchUnits: 2 } },
  deployment,
  upstreamMs: 7,
  retries: 1,
  cache: undefined,
  warnings: []
}

t.test('scores become a ranking with its cost and who gave it', async (t) => {
  const request = requestOf(['a', 'b', 'c'], { topN: 2, normalization: 'sigmoid' })
  const answer = rerankAnswer(request, group, first, { answer: routed, leg: first, failed: 0 }, undefined)
  t.strictSame(
    answer.ranking.map(({ index }) => index),
    [1, 2]
  )
  t.equal(answer.ranking[1]?.score, 1 / (1 + Math.exp(-1)))
  t.match(answer, { cost: 0.004, deployment, upstreamMs: 7, retries: 1, fallbacks: 0 })
  t.strictSame([answer.degradation, answer.steps], [undefined, undefined])
})

t.test('P5 an answer of another score space says so', async (t) => {
  const resort = lastResort('passthrough')
  if (resort === undefined) throw new Error('there is no passthrough')
  const trace = new RequestTrace({ now: () => 0 })
  trace.note('a1', 'tried: 503')
  const leg = { group: resort, space: resort.spaces[0] }
  const answer = rerankAnswer(requestOf(['a', 'b', 'c']), group, first, { answer: routed, leg, failed: 1 }, trace)
  t.equal(answer.fallbacks, 1)
  t.equal(answer.degradation?.kind, 'as-sent')
  t.equal(answer.steps?.length, 1)
})

t.test('what the scores are is told to whoever asked for anything but the plain ones', async (t) => {
  const shownAs = (changes: object, by = deployment) => {
    const found = { answer: { ...routed, deployment: by }, leg: first, failed: 0 }
    return rerankAnswer(requestOf(['a', 'b', 'c'], changes), group, first, found, undefined).shownAs
  }
  t.equal(shownAs({}), undefined)
  t.strictSame(shownAs({ normalization: 'raw' }), { scale: 'logit', normalization: 'raw' })
  t.strictSame(shownAs({ scoreThreshold: 0 }), { scale: 'logit', normalization: 'raw' })
  t.strictSame(shownAs({ normalization: 'softmax' }), { scale: 'logit', normalization: 'softmax' })
  t.strictSame(shownAs({}, { ...deployment, normalization: 'sigmoid' }), { scale: 'logit', normalization: 'sigmoid' })
})
