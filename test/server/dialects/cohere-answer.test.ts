import fc from 'fast-check'
import t from 'tap'
import type { RerankAnswer } from '../../../src/gateway/rerank-answer.ts'
import { rank } from '../../../src/rerank/rank.ts'
import { unknownUsage } from '../../../src/rerank/usage.ts'
import { cohereAnswer } from '../../../src/server/dialects/cohere-answer.ts'
import { deploymentAt, requestOf } from '../../fixtures.ts'

const deployment = deploymentAt('http://127.0.0.1:1')

function answerOf(texts: readonly string[], scores: readonly number[], returnDocuments: boolean): RerankAnswer {
  const ranking = rank(Float64Array.from(scores), undefined)
  const request = requestOf(texts, { returnDocuments, model: 'r\u00e4nk "1"' })
  return {
    request,
    ranking,
    usage: unknownUsage,
    cost: undefined,
    deployment,
    retries: 0,
    fallbacks: 0,
    cache: undefined,
    warnings: [],
    shownAs: undefined,
    degradation: undefined,
    steps: undefined,
    upstreamMs: 0
  }
}

/** What a client reads. */
function textOf(bytes: string): string {
  return Buffer.from(bytes, 'latin1').toString()
}

t.test('whatever the texts and scores, the bytes are the JSON of the answer', async () => {
  const pair = fc.tuple(
    fc.string({ unit: 'binary', minLength: 1 }),
    fc.double({ noNaN: true, noDefaultInfinity: true })
  )
  fc.assert(
    fc.property(fc.array(pair, { minLength: 1, maxLength: 20 }), fc.boolean(), (pairs, returnDocuments) => {
      const texts = pairs.map(([text]) => text)
      const answer = answerOf(
        texts,
        pairs.map(([, score]) => score),
        returnDocuments
      )
      const parsed = JSON.parse(textOf(cohereAnswer(answer, 'id-1')))
      const expected = answer.ranking.map(({ index, score }) => ({
        index,
        // JSON has no negative zero.
        relevance_score: score + 0,
        ...(returnDocuments ? { document: { text: texts[index] } } : {})
      }))
      t.strictSame(parsed.results, expected)
      return parsed.id === 'id-1' && parsed.model === 'r\u00e4nk "1"' && parsed.usage.total_tokens === 0
    }),
    { numRuns: 200 }
  )
})

t.test('an empty ranking is an empty list', async (t) => {
  const { results } = JSON.parse(textOf(cohereAnswer({ ...answerOf(['a'], [1], true), ranking: [] }, 'x')))
  t.strictSame(results, [])
})
