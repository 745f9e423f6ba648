import t from 'tap'
import { Documents } from '../../src/rerank/documents.ts'
import { noCacheWishes } from '../../src/rerank/rerank-request.ts'
import { createPairCache, isCacheWanted, isSameCache } from '../../src/scoring/pair-cache.ts'
import { cacheSettings, cacheWith, handClock } from './given.ts'

t.test('a request takes part unless it says otherwise, or only when it does', async (t) => {
  const wanted = (isOptIn: boolean, isWanted: boolean | undefined) =>
    isCacheWanted(cacheWith({ isOptIn }), { ...noCacheWishes, isWanted })
  t.strictSame([wanted(false, undefined), wanted(false, false), wanted(false, true)], [true, false, true])
  t.strictSame([wanted(true, undefined), wanted(true, false), wanted(true, true)], [false, false, true])
})

t.test('two processes share what is in Redis, and nothing of what is in memory', async (t) => {
  const kept = new Map<string, Buffer>()
  const redis = {
    isUsable: () => true,
    mGetBuffers: async (keys: readonly string[]) => keys.map((key) => kept.get(key)),
    setMany: async (entries: readonly (readonly [string, Buffer])[]) => {
      for (const [key, value] of entries) kept.set(key, value)
    }
  }
  const documents = Documents.of(['a'])
  const [one, two] = [1, 2].map(() => createPairCache(cacheSettings, handClock(), redis))
  const digests = one?.digester.digest('q', documents) ?? new Uint32Array(0)
  one?.store.write(digests, Float64Array.of(0.25), 1000)
  t.match([...kept.keys()], [/^rankgate:score:[\w-]{22}$/])
  const reading = { maxAgeMs: undefined }
  t.strictSame(await two?.store.read(two.digester.digest('q', documents), reading), Float64Array.of(0.25))
  const [here, there] = [cacheWith(), cacheWith()]
  t.notSame(here.digester.digest('q', documents), there.digester.digest('q', documents))
})

t.test('a cache stays where the settings still say the same', async (t) => {
  const cache = cacheWith()
  t.ok(isSameCache(cache, { ...cache.settings }))
  t.ok(isSameCache(undefined, undefined))
  t.notOk(isSameCache(cache, undefined))
  t.notOk(isSameCache(undefined, cache.settings))
  for (const change of [{ ttlMs: 1 }, { maxBytes: 1 }, { namespace: 'other' }, { isOptIn: true }]) {
    t.notOk(isSameCache(cache, { ...cache.settings, ...change }))
  }
})
