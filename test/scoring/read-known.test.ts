import t from 'tap'
import { noCacheWishes } from '../../src/rerank/rerank-request.ts'
import { digestsAt, missingOf, readKnown } from '../../src/scoring/read-known.ts'
import { cacheWith, openBounds } from './given.ts'

const digests = Uint32Array.from({ length: 16 }, (_, word) => word)
const nothing = new Float64Array(4).fill(Number.NaN)

t.test('what is kept in this process is there at once', async (t) => {
  const cache = cacheWith()
  cache.store.write(digestsAt(digests, Uint32Array.of(1, 3)), Float64Array.of(10, 30), 1000)
  const known = readKnown(cache, digests, noCacheWishes, openBounds())
  t.strictSame(known, Float64Array.of(Number.NaN, 10, Number.NaN, 30))
  t.strictSame([...missingOf(await known)], [0, 2])
  t.strictSame(readKnown(cache, digests, { ...noCacheWishes, reads: false }, undefined), nothing)
})

t.test('nobody waits for a slow store beyond his deadline, or when he has left', async (t) => {
  const store = { read: () => new Promise<Float64Array>(() => undefined), write: () => undefined }
  const deadline = { budgetMs: 5, remainingMs: () => 0 }
  await t.rejects(Promise.resolve(readKnown({ store }, digests, noCacheWishes, { ...openBounds(), deadline })), {
    code: 'timeout'
  })
  const left = openBounds(AbortSignal.abort())
  await t.rejects(Promise.resolve(readKnown({ store }, digests, noCacheWishes, left)), { code: 'client_closed' })
})

t.test('and a store that answers in time is waited for', async (t) => {
  const store = { read: async () => nothing, write: () => undefined }
  t.equal(await readKnown({ store }, digests, noCacheWishes, openBounds()), nothing)
  t.equal(await readKnown({ store }, digests, noCacheWishes, undefined), nothing)
})
