import t from 'tap'
import { GatewayError } from '../../src/errors/gateway-error.ts'
import { noUsage } from '../../src/rerank/add-usage.ts'
import { noCacheWishes, type RerankRequest } from '../../src/rerank/rerank-request.ts'
import type { LearnedLimit } from '../../src/scoring/learned-limits.ts'
import { createScorer, type ScorerParts } from '../../src/scoring/scorer.ts'
import { requestOf } from '../fixtures.ts'
import { cacheWith, calledFor, deploymentWith, handClock, numbered, openBounds, spaceWith } from './given.ts'

const deployment = deploymentWith({ maxDocuments: 4 }, { id: 'a' })
const space = spaceWith(deployment)

function scorerWith(changes: Partial<ScorerParts> = {}) {
  const settings = { maxFanout: 4, deduplicates: true, longDocuments: undefined }
  return createScorer({ settings, cache: undefined, clock: handClock(), onLearned: () => undefined, ...changes })
}

const call = async (chunk: RerankRequest) => calledFor(chunk, deployment)

t.test('a plain request is one call, and its outcome the outcome', async (t) => {
  const request = requestOf(numbered(3))
  const called = calledFor(request, deployment)
  const scored = await scorerWith().score(space, request, async () => called, openBounds())
  t.equal(scored.scores.values, called.scores.values)
  t.match(scored, {
    scores: { usage: called.scores.usage },
    deployment,
    upstreamMs: 5,
    retries: 0,
    cache: undefined,
    warnings: []
  })
})

t.test('the calls of a split request are added up', async (t) => {
  const clock = handClock()
  const callOf = async (chunk: RerankRequest) => {
    clock.at += 7
    return { ...calledFor(chunk, deployment), retries: 1 }
  }
  const scored = await scorerWith({ clock }).score(space, requestOf(numbered(10)), callOf, openBounds())
  t.strictSame(scored.scores.values, Float64Array.of(0, -1, 2, -3, 4, -5, 6, -7, 8, -9))
  t.strictSame(scored.scores.usage, { promptTokens: 10, totalTokens: 10, searchUnits: 3 })
  t.match(scored, { upstreamMs: 21, retries: 3 })
})

t.test(
  'what is known whole is answered without a call, and nothing where a pair is missing or no cache takes part',
  async (t) => {
    const scorer = scorerWith({ cache: cacheWith() })
    const request = requestOf(['d1', 'd2', 'd1'])
    for (const each of [space, { ...space, id: 'listwise', pointwise: false }]) {
      t.equal(await scorer.known(each, request, openBounds()), undefined)
      const bought = await scorer.score(each, request, call, openBounds())
      const known = await scorer.known(each, request, openBounds())
      t.strictSame(known?.scores, { values: bought.scores.values, usage: noUsage })
      t.match(known, { deployment, warnings: [], retries: 0 })
      t.equal(known?.cache?.hits, known?.cache?.total)
    }
    t.equal(await scorerWith().known(space, request, openBounds()), undefined)
  }
)

t.test('with a cache it is told what was known, and what was is free', async (t) => {
  const scorer = scorerWith({ cache: cacheWith() })
  const ask = (texts: readonly string[], changes: Partial<RerankRequest> = {}) =>
    scorer.score(space, requestOf(texts, changes), call, openBounds())
  t.strictSame((await ask(['d1', 'd2', 'd1'])).cache, { hits: 0, total: 2, key: undefined })
  const some = await ask(['d1', 'd3'])
  t.strictSame(some.cache, { hits: 1, total: 2, key: undefined })
  t.equal(some.scores.usage.totalTokens, 1)
  const all = await ask(['d3', 'd1'])
  t.match(all, { cache: { hits: 2, total: 2, key: /^[0-9a-f]{40,}$/ }, deployment, upstreamMs: 0 })
  t.equal(all.scores.usage, noUsage)
  t.equal((await ask(['d1'], { cache: { ...noCacheWishes, isWanted: false } })).cache, undefined)
})

t.test('a listwise space is never split, deduplicated or known by pair', async (t) => {
  const sent: number[] = []
  const scorer = scorerWith({ cache: cacheWith() })
  const listwise = { ...space, pointwise: false }
  const callOf = async (chunk: RerankRequest) => {
    sent.push(chunk.documents.count)
    return call(chunk)
  }
  const ask = (texts: readonly string[]) => scorer.score(listwise, requestOf(texts), callOf, openBounds())
  await ask(['d1', 'd1'])
  t.match(await ask(['d1', 'd1']), { cache: { hits: 2, total: 2 }, scores: { values: Float64Array.of(-1, -1) } })
  await ask(['d1'])
  t.strictSame(sent, [2, 1])
  await t.rejects(ask(numbered(5)), { code: 'over_limit' })
})

t.test('long documents are scored in passages, with a warning', async (t) => {
  const settings = { maxFanout: 4, deduplicates: true, longDocuments: { maxTokens: 4, overlap: 0 } }
  const text = 'one d8 a      two d6 b'
  const scored = await scorerWith({ settings }).score(space, requestOf([text, 'd2']), call, openBounds())
  t.strictSame(scored.scores.values, Float64Array.of(8, 2))
  t.match(scored.warnings, [/1 document is longer/])
})

t.test('limits that providers teach are told once, and shown', async (t) => {
  const told: LearnedLimit[] = []
  const scorer = scorerWith({ onLearned: (limit) => told.push(limit) })
  const callOf = async (chunk: RerankRequest) => {
    if (chunk.documents.count <= 2) return call(chunk)
    throw new GatewayError('upstream_refused', 'batch size 4 > maximum allowed batch size 2', { status: 422 })
  }
  for (let time = 0; time < 2; time++) {
    const { scores } = await scorer.score(space, requestOf(numbered(4)), callOf, openBounds())
    t.strictSame(scores.values, Float64Array.of(0, -1, 2, -3))
  }
  t.strictSame(told, scorer.learned())
  t.match(told, [{ deployment: 'a', maxDocuments: 2 }])
})
