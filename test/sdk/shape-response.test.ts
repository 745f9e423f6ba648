import t from 'tap'
import { unknownUsage } from '../../src/rerank/usage.ts'
import { shapeResponse } from '../../src/sdk/shape-response.ts'
import { deploymentAt, requestOf } from '../fixtures.ts'

const answer = {
  request: requestOf(['a', 'b']),
  ranking: [{ index: 1, score: 2 }],
  usage: unknownUsage,
  cost: undefined,
  deployment: deploymentAt('http://127.0.0.1:1'),
  retries: 0,
  fallbacks: 0,
  cache: undefined,
  warnings: [],
  shownAs: undefined,
  degradation: undefined,
  steps: undefined,
  upstreamMs: 0
}

t.test('the answer is the object that HTTP would have sent', async (t) => {
  const { meta, usage, ...rest } = shapeResponse(answer, 'id-1')
  t.strictSame(rest, {
    id: 'id-1',
    model: 'rerank',
    results: [{ index: 1, relevance_score: 2, document: { text: 'b' } }]
  })
  t.strictSame(usage, { prompt_tokens: 0, completion_tokens: 0, total_tokens: 0 })
  t.strictSame(meta.api_version, { version: '2' })
})

t.test('documents that are not asked for are left out', async (t) => {
  const { results } = shapeResponse({ ...answer, request: requestOf(['a', 'b'], { returnDocuments: false }) }, 'id-1')
  t.strictSame(results, [{ index: 1, relevance_score: 2 }])
})
