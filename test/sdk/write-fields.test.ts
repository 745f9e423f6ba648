import t from 'tap'
import { writeFields } from '../../src/sdk/write-fields.ts'

const request = { query: 'dogs', documents: ['cats', 'dogs'] }
const rule = 'must be JSON: no BigInt, and nothing that contains itself'

t.test('fields are written as the body of a request', async (t) => {
  t.strictSame(JSON.parse(writeFields({ ...request, cache: null, top_n: undefined }).toString()), {
    ...request,
    cache: null
  })
})

t.test('what JSON cannot hold is refused by the name of its place', async (t) => {
  const itself: Record<string, unknown> = { text: 'dogs' }
  itself.self = itself
  for (const [fields, param, place] of [
    [{ documents: ['cats', { text: 'dogs', id: 1n }] }, 'documents', 'documents[1]'],
    [{ documents: ['cats', 'dogs', itself] }, 'documents', 'documents[2]'],
    [{ top_n: 1n }, 'top_n', 'top_n'],
    [{ query: itself }, 'query', 'query']
  ] as const) {
    t.throws(() => writeFields({ ...request, ...fields }), {
      name: 'GatewayError',
      code: 'invalid_request',
      param,
      message: `${place}: ${rule}`
    })
  }
})

t.test('what cannot be found again is refused as a whole', async (t) => {
  let isBroken = true
  const brokenOnce = {
    toJSON() {
      if (!isBroken) return 'dogs'
      isBroken = false
      throw new Error('broken')
    }
  }
  t.throws(() => writeFields({ ...request, documents: [brokenOnce] }), {
    name: 'GatewayError',
    param: undefined,
    message: `the request: ${rule}`,
    cause: { message: 'broken' }
  })
})

t.test('NaN and infinities are refused, within the cache field too', async (t) => {
  for (const value of [Number.NaN, Number.POSITIVE_INFINITY]) {
    t.throws(() => writeFields({ ...request, timeout: value }), {
      param: 'timeout',
      message: `timeout: must be a number, not ${value}`
    })
    t.throws(() => writeFields({ ...request, cache: { 's-maxage': value } }), {
      param: 'cache',
      message: `cache.s-maxage: must be a number, not ${value}`
    })
  }
})
