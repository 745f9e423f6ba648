import t from 'tap'
import type { Deployment } from '../../src/config/deployment.ts'
import { local } from '../../src/providers/local.ts'
import { createScorer } from '../../src/scoring/scorer.ts'
import { deploymentAt, requestOf } from '../fixtures.ts'
import { givenObjects, image } from '../providers/given.ts'
import { cacheWith, calledFor, deploymentWith, handClock, numbered, openBounds, spaceWith } from './given.ts'

function scorer() {
  const settings = { maxFanout: 4, deduplicates: true, longDocuments: { maxTokens: 10, overlap: 0 } }
  return createScorer({ settings, cache: cacheWith(), clock: handClock(), onLearned: () => undefined })
}

t.test('a plan has the calls, with the bytes that would be sent', async (t) => {
  const deployment = deploymentAt('http://127.0.0.1:1', {}, { id: 'a1', max_documents: 2 })
  const request = requestOf(numbered(3), { query: 'q' })
  const plan = await scorer().plan(spaceWith(deployment), request)
  t.equal(plan.deployment, deployment)
  const body = (documents: number) =>
    '{"model":"nvidia/llama-nemotron-rerank-1b-v2","query":{"text":"q"},"passages":[],"truncate":"END"}'.length +
    documents * '{"text":"d0"}'.length +
    documents -
    1
  t.strictSame(plan.chunks, [
    { documents: 2, bytes: body(2), estimatedTokens: 6 },
    { documents: 1, bytes: body(1), estimatedTokens: 3 }
  ])
  t.strictSame(plan.usage, { promptTokens: 9, totalTokens: 9, searchUnits: undefined })
  t.strictSame(plan.cache, { hits: 0, total: 3, key: undefined })
  t.strictSame(plan.warnings, [])
})

t.test('what is known needs no call, and nobody is called for the plan', async (t) => {
  const own = scorer()
  const deployment = deploymentWith({ documentsPerUnit: 2, maxDocuments: 4 })
  const space = spaceWith(deployment)
  await own.score(space, requestOf(numbered(2)), async (chunk) => calledFor(chunk, deployment), openBounds())
  const some = await own.plan(space, requestOf(numbered(5)))
  t.match(some, { chunks: [{ documents: 3, bytes: 12 }], cache: { hits: 2, total: 5 }, usage: { searchUnits: 2 } })
  const all = await own.plan(space, requestOf(numbered(2)))
  t.match(all, { chunks: [], usage: { totalTokens: 0, searchUnits: 0 } })
  const long = await own.plan(space, requestOf(['x'.repeat(60)]))
  t.match(long, { chunks: [{ documents: 1 }], warnings: [/longer than about 10 tokens/] })
})

t.test('without a cache nothing is known, and nothing paid where nothing is counted', async (t) => {
  const settings = { maxFanout: 4, deduplicates: true, longDocuments: undefined }
  const plain = createScorer({ settings, cache: undefined, clock: handClock(), onLearned: () => undefined })
  const plan = await plain.plan(spaceWith(deploymentWith()), requestOf(['a', 'a']))
  t.match(plan, { chunks: [{ documents: 1 }], cache: undefined })
})

t.test('a list is one call or known whole', async (t) => {
  const own = scorer()
  const deployment = deploymentWith({ maxDocuments: 2 }) as Deployment
  const space = { ...spaceWith(deployment), pointwise: false }
  const request = requestOf(['a', 'a'])
  t.match(await own.plan(space, request), { chunks: [{ documents: 2 }], cache: { hits: 0, total: 2 } })
  await own.score(space, request, async (chunk) => calledFor(chunk, deployment), openBounds())
  t.match(await own.plan(space, request), { chunks: [], cache: { hits: 2, total: 2 }, usage: { searchUnits: 0 } })
  await t.rejects(own.plan(space, requestOf(numbered(3))), { code: 'over_limit' })
})

t.test('what could not be sent is refused in the plan as well', async (t) => {
  const space = spaceWith(deploymentAt('http://127.0.0.1:1'))
  const request = requestOf(['a'], { options: { ...requestOf([]).options, truncate: 'MIDDLE' } })
  await t.rejects(scorer().plan(space, request), { code: 'invalid_request', param: 'truncate' })
})

t.test('an embedded model refuses in the plan what it would refuse to score', async (t) => {
  const provider = { ...deploymentWith().provider, ...local }
  const space = { ...spaceWith(deploymentWith({}, { provider } as Partial<Deployment>)), pointwise: false }
  const request = { ...requestOf([]), documents: givenObjects([{ text: 'a' }, { image }]) }
  await t.rejects(scorer().plan(space, request), { code: 'invalid_request', message: /documents\[1\] has none/ })
  t.match(await scorer().plan(space, requestOf(['a'])), { chunks: [{ documents: 1 }] })
})

t.test('what is refused of one document is told with the index that the caller knows', async (t) => {
  const space = spaceWith(deploymentAt('http://127.0.0.1:1', {}, { id: 'a1', max_documents: 2 }))
  const own = scorer()
  await own.score(space, requestOf(['a', 'b']), async (chunk) => calledFor(chunk), openBounds())
  const texts = ['a', 'c', 'c', 'b', 'd', 'e'].map((text) => ({ text }))
  const request = { ...requestOf([]), documents: givenObjects([...texts, { image }]) }
  const plain = createScorer({
    settings: { maxFanout: 4, deduplicates: true, longDocuments: undefined },
    cache: undefined,
    clock: handClock(),
    onLearned: () => undefined
  })
  for (const each of [own, plain])
    await t.rejects(each.plan(space, request), { code: 'invalid_request', message: /^documents\[6\] has an image/ })
})
