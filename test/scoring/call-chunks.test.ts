import t from 'tap'
import { GatewayError } from '../../src/errors/gateway-error.ts'
import type { RerankRequest } from '../../src/rerank/rerank-request.ts'
import { type ChunkCalls, callChunks } from '../../src/scoring/call-chunks.ts'
import { requestOf } from '../fixtures.ts'
import { calledFor, deploymentWith, noLessons, numbered, spaceWith, textsOf } from './given.ts'

function callsFor(changes: Partial<ChunkCalls> & { maxDocuments?: number; count?: number }) {
  const { maxDocuments = 3, count = 7, ...rest } = changes
  const values = new Float64Array(count)
  const calls: ChunkCalls = {
    space: spaceWith(deploymentWith({ maxDocuments }, { id: 'a' })),
    request: requestOf(numbered(count)),
    callChunk: async (chunk) => calledFor(chunk),
    signal: new AbortController().signal,
    learned: noLessons(),
    maxFanout: 4,
    originalOf: (index) => index,
    gained: (start, { scores }) => values.set(scores.values, start),
    ...rest
  }
  return { calls, values }
}

const expected = [0, -1, 2, -3, 4, -5, 6]

t.test('what fits one call goes as it came', async (t) => {
  const sent: [RerankRequest, AbortSignal][] = []
  const { calls, values } = callsFor({
    maxDocuments: 7,
    callChunk: async (...call) => {
      sent.push(call)
      return calledFor(call[0])
    }
  })
  t.equal((await callChunks(calls)).length, 1)
  t.equal(sent[0]?.[0], calls.request)
  t.equal(sent[0]?.[1], calls.signal)
  t.strictSame([...values], expected)
})

t.test('what does not is cut evenly, and every score finds its document', async (t) => {
  const sent: (string | undefined)[][] = []
  const { calls, values } = callsFor({
    callChunk: async (chunk) => {
      sent.push(textsOf(chunk))
      return calledFor(chunk)
    }
  })
  t.equal((await callChunks(calls)).length, 3)
  t.strictSame(sent, [numbered(3), numbered(2, 3), numbered(2, 5)])
  t.strictSame([...values], expected)
})

t.test('when one chunk is lost the others are cancelled, and nothing is thrown before they have ended', async (t) => {
  const cancelled: number[] = []
  const { calls } = callsFor({
    originalOf: (index) => index + 100,
    callChunk: async ({ documents }, signal) => {
      if (documents.text(0) === 'd3') throw new GatewayError('upstream_refused', 'passages[1].text: must not be empty')
      await new Promise<void>((resolve) => signal.addEventListener('abort', () => setImmediate(resolve)))
      cancelled.push(documents.count)
      throw new GatewayError('client_closed', 'cancelled')
    }
  })
  await t.rejects(callChunks(calls), { code: 'upstream_refused', message: 'documents[104].text: must not be empty' })
  t.strictSame(cancelled, [3, 2])
})

t.test('a chunk that is refused as too many is halved, and then again', async (t) => {
  const sent: number[] = []
  const learned = noLessons()
  const { calls, values } = callsFor({
    maxDocuments: 7,
    learned,
    callChunk: async (chunk) => {
      sent.push(chunk.documents.count)
      if (chunk.documents.count <= 2) return calledFor(chunk)
      throw new GatewayError('upstream_refused', 'answered 422: too many documents', { status: 422, deployment: 'a' })
    }
  })
  t.equal((await callChunks(calls)).length, 5)
  t.strictSame(sent, [7, 3, 2, 2, 1, 1, 1])
  t.strictSame([...values], expected)
  t.equal(learned.of('a')?.maxDocuments, 1)
})

t.test('an error that is not ours passes as it is', async (t) => {
  const error = new TypeError('a bug')
  const { calls } = callsFor({ maxDocuments: 7, callChunk: () => Promise.reject(error) })
  await t.rejects(callChunks(calls), error)
})
