import t from 'tap'
import { noCacheWishes, type RerankRequest } from '../../src/rerank/rerank-request.ts'
import { callLimits } from '../../src/scoring/call-limits.ts'
import type { PairCache } from '../../src/scoring/pair-cache.ts'
import { scoreList } from '../../src/scoring/score-list.ts'
import { requestOf } from '../fixtures.ts'
import { cacheWith, calledFor, deploymentWith, noLessons, openBounds, spaceWith } from './given.ts'

const space = { ...spaceWith(deploymentWith({ maxDocuments: 3 })), pointwise: false }

function asker(cache: PairCache | undefined) {
  const sent: RerankRequest[] = []
  const callChunk = async (chunk: RerankRequest) => {
    sent.push(chunk)
    return calledFor(chunk)
  }
  const limits = callLimits(space, noLessons())
  return {
    sent,
    ask: (request: RerankRequest) => scoreList({ space, request, limits, callChunk, bounds: openBounds() }, cache)
  }
}

t.test('a list goes as it came, duplicates and all', async (t) => {
  const { sent, ask } = asker(undefined)
  const request = requestOf(['d1', 'd1', 'd2'])
  t.match(await ask(request), { values: Float64Array.of(-1, -1, 2), hits: 0, digests: undefined })
  t.equal(sent[0], request)
})

t.test('one that is too long is refused, and why it is not split is said', async (t) => {
  const { sent, ask } = asker(cacheWith())
  await t.rejects(ask(requestOf(['d1', 'd2', 'd3', 'd4'])), {
    code: 'over_limit',
    status: 400,
    param: 'documents',
    message:
      /4 are more than the 3 .* cannot be split into several: it scores each document by comparison with the others/
  })
  t.strictSame(sent, [])
})

t.test('only the same list in the same order is known again', async (t) => {
  const { sent, ask } = asker(cacheWith())
  await ask(requestOf(['d1', 'd2']))
  t.match(await ask(requestOf(['d1', 'd2'], { topN: 1 })), { values: Float64Array.of(-1, 2), hits: 2, calls: [] })
  t.equal(sent.length, 1)
  await ask(requestOf(['d2', 'd1']))
  await ask(requestOf(['d1']))
  await ask(requestOf(['d1', 'd2'], { query: 'other' }))
  await ask(requestOf(['d1', 'd2'], { cache: { ...noCacheWishes, reads: false } }))
  t.equal(sent.length, 5)
})

t.test('no-store keeps nothing', async (t) => {
  const { sent, ask } = asker(cacheWith())
  for (let time = 0; time < 2; time++) await ask(requestOf(['d1'], { cache: { ...noCacheWishes, stores: false } }))
  t.equal(sent.length, 2)
})
