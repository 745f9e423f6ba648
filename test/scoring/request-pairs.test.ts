import t from 'tap'
import { requestPairs } from '../../src/scoring/request-pairs.ts'
import { requestOf } from '../fixtures.ts'
import { textsOf } from './given.ts'

const long = { maxTokens: 4, overlap: 0 }

t.test('a request of short and different documents is what is scored', async (t) => {
  const request = requestOf(['a', 'b'])
  const pairs = requestPairs(request, { longDocuments: long, deduplicates: true })
  t.equal(pairs.request, request)
  t.equal(pairs.originalOf(1), 1)
  const values = Float64Array.of(1, 2)
  t.equal(pairs.spread(values), values)
  t.strictSame(pairs.warnings, [])
})

t.test('equal documents are scored once, and all get the score', async (t) => {
  const pairs = requestPairs(requestOf(['a', 'b', 'a', 'c', 'b']), { longDocuments: undefined, deduplicates: true })
  t.strictSame(textsOf(pairs.request), ['a', 'b', 'c'])
  t.strictSame([0, 1, 2].map(pairs.originalOf), [0, 1, 3])
  t.strictSame(pairs.spread(Float64Array.of(1, 2, 3)), Float64Array.of(1, 2, 1, 3, 2))
})

t.test('a long document gets the score of its best passage', async (t) => {
  const pairs = requestPairs(requestOf(['a', 'abcdefghijklmnop', 'b']), { longDocuments: long, deduplicates: true })
  t.strictSame(textsOf(pairs.request), ['a', 'abcdefghijkl', 'mnop', 'b'])
  t.strictSame([0, 1, 2, 3].map(pairs.originalOf), [0, 1, 1, 2])
  t.strictSame(pairs.spread(Float64Array.of(1, -5, -4, 0)), Float64Array.of(1, -4, 0))
  t.equal(pairs.warnings.length, 1)
})

t.test('equal passages are scored once as well', async (t) => {
  const pairs = requestPairs(requestOf(['x'.repeat(24), 'y', 'x'.repeat(12)]), {
    longDocuments: long,
    deduplicates: true
  })
  t.strictSame(textsOf(pairs.request), ['x'.repeat(12), 'y'])
  t.strictSame([0, 1].map(pairs.originalOf), [0, 1])
  t.strictSame(pairs.spread(Float64Array.of(7, 8)), Float64Array.of(7, 8, 7))
})

t.test('where it is not wanted, equal documents are scored each', async (t) => {
  const request = requestOf(['a', 'b', 'a'])
  t.equal(requestPairs(request, { longDocuments: undefined, deduplicates: false }).request, request)
})
