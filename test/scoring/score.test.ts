import t from 'tap'
import type { Deployment, ScoreSpace } from '../../src/config/deployment.ts'
import { Documents } from '../../src/rerank/documents.ts'
import { noCacheWishes, noOptions, noWishes, type RerankRequest } from '../../src/rerank/rerank-request.ts'
import { score } from '../../src/scoring/score.ts'

function spaceWith(...maxDocuments: number[]): ScoreSpace {
  const deployments = maxDocuments.map((most) => ({ limits: { maxDocuments: most, maxBytes: 1e9 } }) as Deployment)
  return { id: 's', pointwise: true, deployments }
}

function requestOf(count: number): RerankRequest {
  return {
    model: 'rerank',
    query: 'q',
    documents: Documents.of(Array.from({ length: count }, (_, index) => `d${index}`)),
    topN: undefined,
    returnDocuments: false,
    normalization: undefined,
    scoreThreshold: undefined,
    wishes: noWishes,
    cache: noCacheWishes,
    isDryRun: false,
    options: noOptions
  }
}

t.test('a list within the limits is one call, and its outcome the outcome', async (t) => {
  const chunks: RerankRequest[] = []
  const request = requestOf(3)
  const outcome = await score(spaceWith(3), request, async (chunk) => {
    chunks.push(chunk)
    return 'scored'
  })
  t.equal(outcome, 'scored')
  t.strictSame(chunks, [request])
})

t.test('a list over the tightest limit of the space is refused with the number, and nobody is called', async (t) => {
  let calls = 0
  const call = async (): Promise<void> => {
    calls++
  }
  t.throws(() => score(spaceWith(1000, 2), requestOf(3), call), {
    name: 'GatewayError',
    code: 'over_limit',
    status: 400,
    param: 'documents',
    message: /3 are more than the 2 that "rerank" takes/
  })
  t.equal(calls, 0)
})
