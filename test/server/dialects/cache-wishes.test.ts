import t from 'tap'
import { noCacheWishes } from '../../../src/rerank/rerank-request.ts'
import { cacheWishes } from '../../../src/server/dialects/cache-wishes.ts'
import type { HeaderWishes } from '../../../src/server/dialects/header-wishes.ts'
import { KnownFields } from '../../../src/server/dialects/known-fields.ts'

const silent: HeaderWishes = { timeoutMs: undefined, retries: undefined, tags: undefined, reads: true, stores: true }

const read = (fields: object, headers?: HeaderWishes) =>
  cacheWishes(new KnownFields(new Map(Object.entries(fields))), headers)

t.test('who says nothing of the cache wishes nothing, without anything made', async (t) => {
  t.equal(read({}), noCacheWishes)
  t.equal(read({ other: 1 }), noCacheWishes)
  t.equal(read({}, { ...silent, timeoutMs: 5 }), noCacheWishes)
})

t.test('each member is read', async (t) => {
  const cache = { 'use-cache': true, 'no-cache': true, 'no-store': true, ttl: 1.5, 's-maxage': 0, namespace: 'n' }
  t.strictSame(read({ cache }), {
    isWanted: true,
    reads: false,
    stores: false,
    ttlMs: 1500,
    maxAgeMs: 0,
    namespace: 'n'
  })
  t.equal(read({ cache: { 'use-cache': false } }).isWanted, false)
  t.equal(read({ cache: { 's-max-age': 2 } }).maxAgeMs, 2000, 'by its other name')
})

t.test('members that are null, and an object of none, wish nothing', async (t) => {
  const nothing = { 'use-cache': null, 'no-cache': null, ttl: null, 's-maxage': null, namespace: null }
  for (const cache of [{}, nothing]) t.strictSame(read({ cache }), noCacheWishes)
})

t.test('what the header forbids, the body cannot allow', async (t) => {
  const cache = { 'no-cache': false, 'no-store': false, ttl: 1 }
  t.match(read({ cache }, { ...silent, reads: false }), { reads: false, stores: true, ttlMs: 1000 })
  t.match(read({}, { ...silent, stores: false }), { reads: true, stores: false, ttlMs: undefined })
})

t.test('no seconds at all are no cache: nothing is kept, and nothing taken', async (t) => {
  t.match(read({ cache: { ttl: 0 } }), { reads: true, stores: false })
  t.match(read({ cache: { 's-maxage': 0 } }), { reads: false, stores: true })
  t.match(read({ cache: { 's-max-age': 0 } }), { reads: false, stores: true })
})
