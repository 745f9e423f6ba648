import t from 'tap'
import { noWishes } from '../../../src/rerank/rerank-request.ts'
import type { HeaderWishes } from '../../../src/server/dialects/header-wishes.ts'
import { KnownFields } from '../../../src/server/dialects/known-fields.ts'
import { routeWishes } from '../../../src/server/dialects/route-wishes.ts'

const silent: HeaderWishes = { timeoutMs: undefined, retries: undefined, tags: undefined, reads: true, stores: true }

const read = (fields: object, headers?: HeaderWishes) =>
  routeWishes(new KnownFields(new Map(Object.entries(fields))), headers)

t.test('no field and no header wishes nothing, without anything made', async (t) => {
  t.equal(read({}), noWishes)
})

t.test('each field is read, in milliseconds where it is a time', async (t) => {
  t.strictSame(read({ timeout: 1.5, num_retries: 3, fallbacks: [], tags: ['a'] }), {
    timeoutMs: 1500,
    retries: 3,
    fallbacks: [],
    tags: ['a']
  })
  t.strictSame(read({ other: 1 }), noWishes)
})

t.test('a header wins, and what it does not say is left to the body', async (t) => {
  const fields = { timeout: 1, num_retries: 3, tags: ['body'] }
  t.strictSame(read(fields, { ...silent, timeoutMs: 5 }), {
    timeoutMs: 5,
    retries: 3,
    fallbacks: undefined,
    tags: ['body']
  })
  t.match(read(fields, { ...silent, retries: 0, tags: [] }), { timeoutMs: 1000, retries: 0, tags: [] })
})

t.test('tags of the metadata are added, each once', async (t) => {
  t.strictSame(read({ metadata: { tags: ['a', 'b'] }, tags: ['b', 'c'] }).tags, ['b', 'c', 'a'])
  t.strictSame(read({ metadata: { tags: ['a'] } }, { ...silent, tags: ['h'] }).tags, ['h', 'a'])
  t.strictSame(read({ metadata: { tags: null, user: 'x' } }).tags, [])
})
