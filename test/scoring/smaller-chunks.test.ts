import t from 'tap'
import { GatewayError } from '../../src/errors/gateway-error.ts'
import { confirmGuess, smallerChunks } from '../../src/scoring/smaller-chunks.ts'
import { requestOf } from '../fixtures.ts'
import { deploymentWith, noLessons, numbered, spaceWith } from './given.ts'

const request = requestOf(numbered(100))

function refusal(said: string, status: number, deployment?: string): GatewayError {
  return new GatewayError('upstream_refused', said, { status, ...(deployment === undefined ? {} : { deployment }) })
}

t.test('the limit that the provider tells is taken and remembered', async (t) => {
  const learned = noLessons()
  const space = spaceWith(deploymentWith({}, { id: 'a' }), deploymentWith({}, { id: 'b' }))
  const error = refusal('batch size 60 > maximum allowed batch size 32', 422, 'b')
  t.strictSame(smallerChunks(error, { start: 40, end: 100 }, { space, request, learned }), [
    { start: 40, end: 70 },
    { start: 70, end: 100 }
  ])
  t.equal(learned.of('a'), undefined)
  t.equal(learned.of('b')?.maxDocuments, 32)
})

t.test('without a number it is half, of the only deployment there is, remembered once that answers it', async (t) => {
  const learned = noLessons()
  const refuser = deploymentWith({}, { id: 'a' })
  const error = refusal('too many documents', 400)
  const chunks = smallerChunks(error, { start: 0, end: 9 }, { space: spaceWith(refuser), request, learned })
  const guess = { liveId: 'a', lesson: { maxDocuments: 4 } }
  t.strictSame(chunks, [
    { start: 0, end: 3, guess },
    { start: 3, end: 6, guess },
    { start: 6, end: 9, guess }
  ])
  t.equal(learned.of('a'), undefined, 'so far it is a guess')
  confirmGuess({ start: 0, end: 3, guess }, deploymentWith({}, { id: 'b' }), learned)
  confirmGuess({ start: 0, end: 3 }, refuser, learned)
  t.equal(learned.of('a'), undefined)
  confirmGuess({ start: 0, end: 3, guess }, refuser, learned)
  t.equal(learned.of('a')?.maxDocuments, 4)
})

t.test('where it is not known whose limit it is, the chunk is cut and nothing is remembered', async (t) => {
  const learned = noLessons()
  const space = spaceWith(deploymentWith({}, { id: 'a' }), deploymentWith({}, { id: 'b' }))
  const chunks = smallerChunks(refusal('Payload Too Large', 413), { start: 0, end: 100 }, { space, request, learned })
  t.ok((chunks?.length ?? 0) >= 2)
  t.strictSame(learned.list(), [])
})

t.test('bytes are halved', async (t) => {
  const learned = noLessons()
  const refuser = deploymentWith({}, { id: 'a' })
  const space = spaceWith(refuser)
  const large = requestOf(Array.from({ length: 4 }, () => 'x'.repeat(10_000)))
  const chunks = smallerChunks(refusal('', 413), { start: 0, end: 4 }, { space, request: large, learned })
  t.strictSame(
    chunks?.map(({ start, end }) => end - start),
    [1, 1, 1, 1].slice(0, chunks?.length)
  )
  for (const chunk of chunks ?? []) confirmGuess(chunk, refuser, learned)
  t.match(learned.of('a'), { maxDocuments: undefined, maxBytes: 20_575 })
})

t.test('one document cannot be made smaller, and other refusals are none of ours', async (t) => {
  const parts = { space: spaceWith(deploymentWith()), request, learned: noLessons() }
  t.equal(smallerChunks(refusal('', 413), { start: 4, end: 5 }, parts), undefined)
  t.equal(smallerChunks(refusal('unknown field', 400), { start: 0, end: 100 }, parts), undefined)
})

t.test('a refusal that may be of one document is not remembered for all', async (t) => {
  const learned = noLessons()
  const space = spaceWith(deploymentWith({}, { id: 'a' }))
  const chunks = smallerChunks(refusal('at most 512 tokens', 413), { start: 0, end: 100 }, { space, request, learned })
  t.ok((chunks?.length ?? 0) >= 2)
  t.strictSame(learned.list(), [])
})
