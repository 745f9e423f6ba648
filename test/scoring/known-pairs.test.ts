import t from 'tap'
import { noCacheWishes } from '../../src/rerank/rerank-request.ts'
import { knownPairs } from '../../src/scoring/known-pairs.ts'
import { createScorer } from '../../src/scoring/scorer.ts'
import { requestOf } from '../fixtures.ts'
import { cacheWith, calledFor, deploymentWith, handClock, numbered, openBounds, spaceWith } from './given.ts'

const deployment = deploymentWith()
const settings = { maxFanout: 4, deduplicates: true, longDocuments: undefined }

for (const pointwise of [true, false]) {
  t.test(`only what is kept whole is known (${pointwise ? 'pairs' : 'a list'})`, async (t) => {
    const cache = cacheWith()
    const space = { ...spaceWith(deployment), pointwise }
    const scorer = createScorer({ settings, cache, clock: handClock(), onLearned: () => undefined })
    const request = requestOf(numbered(3))
    t.equal(await knownPairs(cache, space, request, openBounds()), undefined)
    await scorer.score(space, request, async (chunk) => calledFor(chunk, deployment), openBounds())
    t.match(await knownPairs(cache, space, request, openBounds()), { values: [0, -1, 2], calls: [], hits: 3 })
    t.equal(await knownPairs(cache, space, requestOf(numbered(4)), openBounds()), undefined)
    const fresh = { ...request, cache: { ...noCacheWishes, reads: false } }
    t.equal(await knownPairs(cache, space, fresh, openBounds()), undefined, 'not where the caller reads nothing')
  })
}
