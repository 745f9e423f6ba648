import t from 'tap'
import { deepFreeze } from '../../src/config/deep-freeze.ts'

t.test('a value is frozen with all that is in it', async (t) => {
  const value = deepFreeze({ a: [{ b: 1 }], c: null, d: 'text' })
  t.equal(Object.isFrozen(value), true)
  t.equal(Object.isFrozen(value.a), true)
  t.equal(Object.isFrozen(value.a[0]), true)
})
