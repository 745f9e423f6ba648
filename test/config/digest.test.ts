import t from 'tap'
import { digest } from '../../src/config/digest.ts'

t.test('equal values have one digest, whatever the order of their keys', async (t) => {
  t.equal(digest({ a: 1, b: { c: [1, 2], d: 'x' } }), digest({ b: { d: 'x', c: [1, 2] }, a: 1 }))
  t.match(digest({}), /^[0-9a-f]{16}$/)
})

t.test('values that differ have different digests', async (t) => {
  const values = [{ a: 1 }, { a: '1' }, { a: [1] }, { b: 1 }, [['a', 1, 2]], { a: undefined }, null, [1, 2], [2, 1]]
  t.equal(new Set(values.map(digest)).size, values.length)
})
