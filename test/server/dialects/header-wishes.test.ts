import t from 'tap'
import { headerWishes } from '../../../src/server/dialects/header-wishes.ts'

t.test('a request without such headers wishes nothing', async (t) => {
  t.equal(headerWishes({ 'content-type': 'application/json', 'x-litellm-call-id': 'a' }), undefined)
})

t.test('time, retries and tags are read', async (t) => {
  const headers = { 'x-litellm-timeout': '2.5', 'x-litellm-num-retries': '0', 'x-litellm-tags': 'paid, eu,,' }
  t.strictSame(headerWishes(headers), {
    timeoutMs: 2500,
    retries: 0,
    tags: ['paid', 'eu'],
    reads: true,
    stores: true
  })
  t.strictSame(headerWishes({ 'x-litellm-tags': '' })?.tags, [])
})

t.test('Cache-Control is read as far as it is about reading and keeping', async (t) => {
  const cases = [
    ['no-cache', false, true],
    ['No-Store', true, false],
    ['max-age=0, no-cache,no-store', false, false],
    ['max-age=0', true, true]
  ] as const
  for (const [value, reads, stores] of cases) {
    t.match(headerWishes({ 'cache-control': value }), { reads, stores, timeoutMs: undefined, tags: undefined }, value)
  }
})

t.test('what is no number is refused by the name of its header', async (t) => {
  for (const value of ['soon', '0', '-1', 'Infinity', '']) {
    t.throws(() => headerWishes({ 'x-litellm-timeout': value }), {
      code: 'invalid_request',
      param: 'x-litellm-timeout',
      message: `x-litellm-timeout: must be seconds above 0, not ${JSON.stringify(value)}`
    })
  }
  for (const value of ['-1', '1.5', 'many', '', '1, 2']) {
    t.throws(() => headerWishes({ 'x-litellm-num-retries': value }), {
      param: 'x-litellm-num-retries',
      message: /^x-litellm-num-retries: must be an integer of at least 0, not "/
    })
  }
})

t.test('retries without end are as many as can be counted', async (t) => {
  for (const value of ['9223372036854775807', '9'.repeat(400)]) {
    t.equal(headerWishes({ 'x-litellm-num-retries': value })?.retries, Number.MAX_SAFE_INTEGER)
  }
})
