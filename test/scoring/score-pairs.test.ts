import t from 'tap'
import { GatewayError } from '../../src/errors/gateway-error.ts'
import { noCacheWishes, type RerankRequest } from '../../src/rerank/rerank-request.ts'
import type { CallChunk } from '../../src/scoring/called.ts'
import type { PairCache } from '../../src/scoring/pair-cache.ts'
import { scorePairs } from '../../src/scoring/score-pairs.ts'
import { requestOf } from '../fixtures.ts'
import {
  cacheWith,
  calledFor,
  deploymentWith,
  handClock,
  noLessons,
  numbered,
  openBounds,
  scoreOf,
  spaceWith,
  textsOf
} from './given.ts'

const space = spaceWith(deploymentWith({ maxDocuments: 4 }))

/** An upstream that remembers what it was asked for, and answers when told to. */
function upstream() {
  const sent: (string | undefined)[][] = []
  const waiting: { readonly resolve: () => void; readonly reject: (error: unknown) => void }[] = []
  const answer: CallChunk = async (chunk) => {
    sent.push(textsOf(chunk))
    return calledFor(chunk)
  }
  const hold: CallChunk = async (chunk, signal) => {
    sent.push(textsOf(chunk))
    await new Promise<void>((resolve, reject) => {
      waiting.push({ resolve, reject })
      signal.addEventListener('abort', () => reject(new GatewayError('client_closed', 'cancelled')))
    })
    return calledFor(chunk)
  }
  return { sent, waiting, answer, hold }
}

function ask(
  cache: PairCache,
  request: RerankRequest,
  callChunk: CallChunk,
  signal = new AbortController().signal,
  asked = space
) {
  const calls = {
    space: asked,
    request,
    callChunk,
    signal,
    learned: noLessons(),
    maxFanout: 4,
    originalOf: (at: number) => at
  }
  return scorePairs(cache, calls, openBounds(signal))
}

const scoresOf = (texts: readonly string[]) => Float64Array.from(texts, scoreOf)
const turn = () => new Promise((resolve) => setImmediate(resolve))

t.test('only what is not known is asked for, and kept', async (t) => {
  const cache = cacheWith()
  const { sent, answer } = upstream()
  const first = await ask(cache, requestOf(numbered(3)), answer)
  t.match(first, { hits: 0, values: scoresOf(numbered(3)) })
  const second = await ask(cache, requestOf(numbered(4, 1)), answer)
  t.match(second, { hits: 2, values: scoresOf(numbered(4, 1)) })
  t.strictSame(sent, [numbered(3), ['d3', 'd4']])
  const third = await ask(cache, requestOf(numbered(5)), answer)
  t.strictSame([third.hits, third.calls], [5, []])
})

t.test('another query, space or namespace knows nothing of it', async (t) => {
  const cache = cacheWith()
  const { sent, answer } = upstream()
  const request = requestOf(['d1'])
  await ask(cache, request, answer)
  await ask(cache, { ...request, query: 'other' }, answer)
  await ask(cache, { ...request, cache: { ...noCacheWishes, namespace: 'other' } }, answer)
  t.equal(sent.length, 3)
})

t.test('no-cache reads nothing, no-store keeps nothing, and a score may be asked to be young', async (t) => {
  const clock = handClock()
  const cache = cacheWith({}, clock)
  const { sent, answer } = upstream()
  const wishing = (changes: object) => requestOf(['d1'], { cache: { ...noCacheWishes, ...changes } })
  await ask(cache, wishing({ stores: false }), answer)
  await ask(cache, wishing({ ttlMs: 10_000 }), answer)
  t.equal(sent.length, 2)
  await ask(cache, wishing({}), answer)
  t.equal(sent.length, 2)
  await ask(cache, wishing({ reads: false, ttlMs: 10_000 }), answer)
  t.equal(sent.length, 3)
  clock.at += 5000
  await ask(cache, wishing({ maxAgeMs: 6000 }), answer)
  t.equal(sent.length, 3)
  await ask(cache, wishing({ maxAgeMs: 4000, ttlMs: 5000 }), answer)
  t.equal(sent.length, 4)
  clock.at += 6000
  await ask(cache, wishing({}), answer)
  t.equal(sent.length, 5, 'its own time was over')
})

t.test('pairs in flight are waited for, and the rest is asked for meanwhile', async (t) => {
  const cache = cacheWith()
  const { sent, waiting, hold } = upstream()
  const leader = ask(cache, requestOf(['d1', 'd2']), hold)
  const follower = ask(cache, requestOf(['d2', 'd3', 'd1']), hold)
  t.strictSame(sent, [['d1', 'd2'], ['d3']])
  for (const { resolve } of waiting) resolve()
  t.match(await leader, { values: scoresOf(['d1', 'd2']) })
  const followed = await follower
  t.match(followed, { values: scoresOf(['d2', 'd3', 'd1']), hits: 0 })
  t.equal(followed.calls.length, 1, 'only what was bought is counted')
  t.equal(cache.flights.size, 0)
})

t.test('a leader who leaves takes nobody along: followers take over', async (t) => {
  const cache = cacheWith()
  const { sent, waiting, hold } = upstream()
  const leaver = new AbortController()
  const leader = ask(cache, requestOf(['d1', 'd2']), hold, leaver.signal)
  const followers = [ask(cache, requestOf(['d1', 'd2']), hold), ask(cache, requestOf(['d2']), hold)]
  t.equal(sent.length, 1)
  leaver.abort()
  await t.rejects(leader, { code: 'client_closed' })
  while (sent.length < 2) await turn()
  for (const { resolve } of waiting) resolve()
  t.match(await Promise.all(followers), [{ values: scoresOf(['d1', 'd2']) }, { values: scoresOf(['d2']) }])
  t.strictSame(sent, [
    ['d1', 'd2'],
    ['d1', 'd2']
  ])
  t.equal(cache.flights.size, 0)
})

t.test('a follower who leaves cancels its own calls and not the leader', async (t) => {
  const cache = cacheWith()
  const { waiting, hold } = upstream()
  const leaver = new AbortController()
  const leader = ask(cache, requestOf(['d1']), hold)
  const follower = ask(cache, requestOf(['d1', 'd2']), hold, leaver.signal)
  leaver.abort()
  await t.rejects(follower, { code: 'client_closed' })
  waiting[0]?.resolve()
  t.match(await leader, { values: scoresOf(['d1']) })
  t.equal(cache.flights.size, 0)
})

t.test('an error is shared where it would have been the same', async (t) => {
  const cache = cacheWith()
  const { sent, waiting, hold } = upstream()
  const leader = ask(cache, requestOf(['d1']), hold)
  const follower = ask(cache, requestOf(['d1', 'd2']), hold)
  t.equal(sent.length, 2)
  waiting[0]?.reject(new GatewayError('upstream_failed', 'an outage'))
  await t.rejects(leader, { message: 'an outage' })
  await t.rejects(follower, { message: 'an outage' })
  t.equal(cache.flights.size, 0)
  t.equal(sent.length, 2, 'and what the follower had under way was cancelled')
})

t.test(
  'it is not where the leader asked for more, was late, went another way, or spoke of its own document',
  async (t) => {
    const refused = new GatewayError('upstream_refused', 'no')
    const cases: [RerankRequest, GatewayError][] = [
      [requestOf(['d1', 'd2']), refused],
      [requestOf(['d1']), new GatewayError('timeout', 'late')],
      [requestOf(['d1']), new GatewayError('upstream_refused', 'passages[0] is odd')],
      [requestOf(['d1'], { wishes: { ...requestOf([]).wishes, tags: ['other'] } }), refused]
    ]
    for (const [request, error] of cases) {
      const cache = cacheWith()
      const { sent, waiting, hold, answer } = upstream()
      const leader = ask(cache, request, hold)
      const follower = ask(cache, requestOf(['d1']), answer)
      waiting[0]?.reject(error)
      await t.rejects(leader, { code: error.code })
      t.match(await follower, { values: scoresOf(['d1']) })
      t.equal(sent.length, 2)
    }
  }
)

t.test("another group's deployments of the same space fail for themselves", async (t) => {
  const cache = cacheWith()
  const { waiting, hold, answer } = upstream()
  const leader = ask(cache, requestOf(['d1']), hold)
  const twin = spaceWith(deploymentWith({ maxDocuments: 4 }, { id: 'twin' }))
  const follower = ask(cache, requestOf(['d1']), answer, undefined, twin)
  waiting[0]?.reject(new GatewayError('upstream_unreachable', 'gone'))
  await t.rejects(leader, { message: 'gone' })
  t.match(await follower, { values: scoresOf(['d1']), hits: 0 })
})

t.test('who needs one pair of a long list in flight has it with its chunk, not with the list', async (t) => {
  const cache = cacheWith()
  const { sent, waiting, hold, answer } = upstream()
  const leader = ask(cache, requestOf(numbered(8)), hold)
  const whole = ask(cache, requestOf(['d5', 'd9']), answer)
  const part = ask(cache, requestOf(numbered(10, 1)), hold)
  t.strictSame(sent, [numbered(4), numbered(4, 4), ['d9'], ['d8', 'd10']])
  waiting[1]?.resolve()
  t.match(await whole, { values: scoresOf(['d5', 'd9']) })
  for (const { resolve } of waiting) resolve()
  t.match(await part, { values: scoresOf(numbered(10, 1)) })
  t.match(await leader, { values: scoresOf(numbered(8)) })
  t.equal(cache.flights.size, 0)
})

t.test('two who each have what the other needs wait for one another without end to it', async (t) => {
  const cache = cacheWith()
  const { sent, waiting, hold } = upstream()
  // Both are told of nothing at first and lead a half; then each finds the rest with the other.
  const one = ask(cache, requestOf(['d1']), hold)
  const other = ask(cache, requestOf(['d2']), hold)
  const first = ask(cache, requestOf(['d1', 'd2', 'd3']), hold)
  const second = ask(cache, requestOf(['d3', 'd2', 'd1', 'd4']), hold)
  t.strictSame(sent, [['d1'], ['d2'], ['d3'], ['d4']])
  waiting[0]?.reject(new GatewayError('timeout', 'late'))
  await t.rejects(one, { message: 'late' })
  waiting[3]?.reject(new GatewayError('upstream_failed', 'down'))
  await t.rejects(second, { message: 'down' })
  waiting[1]?.resolve()
  waiting[2]?.resolve()
  while (sent.length < 5) await turn()
  for (const { resolve } of waiting) resolve()
  t.match(await other, { values: scoresOf(['d2']) })
  t.match(await first, { values: scoresOf(['d1', 'd2', 'd3']) })
  t.equal(cache.flights.size, 0)
})

t.test('P2 what fails is not kept, and what was scored of it is', async (t) => {
  const cache = cacheWith()
  const { sent, answer } = upstream()
  const failing: CallChunk = async (chunk, signal) => {
    if (textsOf(chunk).includes('d7')) throw new GatewayError('upstream_invalid_answer', 'truncated')
    return answer(chunk, signal)
  }
  await t.rejects(ask(cache, requestOf(numbered(8)), failing), { code: 'upstream_invalid_answer' })
  const again = await ask(cache, requestOf(numbered(8)), answer)
  t.match(again, { hits: 4, values: scoresOf(numbered(8)) })
  t.strictSame(sent, [numbered(4), numbered(4, 4)])
})
