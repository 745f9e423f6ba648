import t from 'tap'
import type { CancelSignal } from '../../src/clock/cancel-signal.ts'
import { noteRetryDenied } from '../../src/errors/denied-retries.ts'
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
    ...rest
  }
  return { values, callAll: () => callChunks(calls, (start, gained) => values.set(gained, start)), calls }
}

const expected = [0, -1, 2, -3, 4, -5, 6]

t.test('what fits one call goes as it came', async (t) => {
  const sent: [RerankRequest, CancelSignal][] = []
  const { calls, callAll, values } = callsFor({
    maxDocuments: 7,
    callChunk: async (...call) => {
      sent.push(call)
      return calledFor(call[0])
    }
  })
  t.equal((await callAll()).length, 1)
  t.equal(sent[0]?.[0], calls.request)
  t.equal(sent[0]?.[1], calls.signal)
  t.strictSame([...values], expected)
})

t.test('what does not is cut evenly, and every score finds its document', async (t) => {
  const sent: (string | undefined)[][] = []
  const { callAll, values } = callsFor({
    callChunk: async (chunk) => {
      sent.push(textsOf(chunk))
      return calledFor(chunk)
    }
  })
  t.equal((await callAll()).length, 3)
  t.strictSame(sent, [numbered(3), numbered(2, 3), numbered(2, 5)])
  t.strictSame([...values], expected)
})

t.test('when one chunk is lost the others are cancelled, and nothing is thrown before they have ended', async (t) => {
  const cancelled: number[] = []
  const { callAll } = callsFor({
    originalOf: (index) => index + 100,
    callChunk: async ({ documents }, signal) => {
      if (documents.text(0) === 'd3') throw new GatewayError('upstream_refused', 'passages[1].text: must not be empty')
      await new Promise<void>((resolve) => signal.addEventListener('abort', () => setImmediate(resolve)))
      cancelled.push(documents.count)
      throw new GatewayError('client_closed', 'cancelled')
    }
  })
  await t.rejects(callAll(), { code: 'upstream_refused', message: 'documents[104].text: must not be empty' })
  t.strictSame(cancelled, [3, 2])
})

t.test('a chunk that is refused as too many is halved, and then again', async (t) => {
  const sent: number[] = []
  const learned = noLessons()
  const { callAll, calls, values } = callsFor({
    maxDocuments: 7,
    learned,
    callChunk: async (chunk) => {
      sent.push(chunk.documents.count)
      if (chunk.documents.count <= 2) return calledFor(chunk, calls.space.deployments[0])
      throw new GatewayError('upstream_refused', 'answered 422: too many documents', { status: 422, deployment: 'a' })
    }
  })
  t.equal((await callAll()).length, 5)
  t.strictSame(sent, [7, 3, 2, 2, 1, 1, 1])
  t.strictSame([...values], expected)
  t.equal(learned.of('a')?.maxDocuments, 1)
})

t.test('what is refused down to single documents, whatever its words, teaches no limit', async (t) => {
  for (const [status, said] of [
    [400, 'too many documents'],
    [413, 'Payload Too Large']
  ] as const) {
    const learned = noLessons()
    const { callAll } = callsFor({
      count: 8,
      maxDocuments: 8,
      learned,
      callChunk: () => Promise.reject(new GatewayError('upstream_refused', said, { status, deployment: 'a' }))
    })
    await t.rejects(callAll(), { code: 'upstream_refused', status })
    t.strictSame(learned.list(), [])
  }
})

t.test('P11 a 400 that asks for more documents is not replayed', async (t) => {
  let calls = 0
  const said = 'the number of documents must be 3 at least'
  const { callAll } = callsFor({
    count: 8,
    maxDocuments: 8,
    callChunk: () => {
      calls++
      return Promise.reject(new GatewayError('upstream_refused', said, { status: 400, deployment: 'a' }))
    }
  })
  await t.rejects(callAll(), { message: said })
  t.equal(calls, 1)
})

t.test('what was learned from one refusal is not tried out by the chunks that wait', async (t) => {
  const sent: number[] = []
  const { callAll, values } = callsFor({
    count: 16,
    maxDocuments: 4,
    maxFanout: 1,
    callChunk: async (chunk) => {
      sent.push(chunk.documents.count)
      if (chunk.documents.count <= 2) return calledFor(chunk)
      throw new GatewayError('upstream_refused', 'batch size 4 > maximum allowed batch size 2', { status: 422 })
    }
  })
  await callAll()
  t.strictSame(sent, [4, 2, 2, 2, 2, 2, 2, 2, 2])
  t.strictSame([...values].map(Math.abs), [...values.keys()])
})

t.test('a document that is too large by itself is named, though the provider does not', async (t) => {
  const refusals = [
    new GatewayError('upstream_refused', 'answered 413: too large', { status: 413, deployment: 'a' }),
    new GatewayError('over_limit', 'takes at most 10 bytes in one call', { status: 413, deployment: 'a' })
  ]
  for (const refusal of refusals) {
    const { callAll } = callsFor({
      maxDocuments: 2,
      originalOf: (index) => index + 100,
      callChunk: async (chunk) => {
        if (chunk.documents.count === 1) throw refusal
        return calledFor(chunk)
      }
    })
    await t.rejects(callAll(), {
      code: refusal.code,
      status: 413,
      param: 'documents',
      message: `documents[106] is too large for a call of its own: ${refusal.message}`
    })
  }
})

t.test('an error that is not ours passes as it is', async (t) => {
  const error = new TypeError('a bug')
  const { callAll } = callsFor({ maxDocuments: 7, callChunk: () => Promise.reject(error) })
  await t.rejects(callAll(), error)
})

function deniedRetry(): GatewayError {
  const error = new GatewayError('upstream_unreachable', 'nobody listens')
  noteRetryDenied(error)
  return error
}

t.test('a chunk that lacked only a retry is called again when another was saved', async (t) => {
  let calls = 0
  const { callAll, values } = callsFor({
    callChunk: async (chunk) => {
      if (++calls === 1) throw deniedRetry()
      return calledFor(chunk)
    }
  })
  t.equal((await callAll()).length, 3)
  t.equal(calls, 4)
  t.strictSame([...values], expected)
})

t.test('P9 it is not called again when none was saved, nor twice', async (t) => {
  let calls = 0
  const lost = callsFor({
    callChunk: async () => {
      calls++
      throw deniedRetry()
    }
  })
  await t.rejects(lost.callAll(), { code: 'upstream_unreachable' })
  t.equal(calls, 3)
  calls = 0
  const twice = callsFor({
    callChunk: async (chunk) => {
      calls++
      if (calls === 1 || calls === 4) throw deniedRetry()
      return calledFor(chunk)
    }
  })
  await t.rejects(twice.callAll(), { code: 'upstream_unreachable' })
  t.equal(calls, 4)
})
