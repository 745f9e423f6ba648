import t from 'tap'
import { failureKinds } from '../../src/errors/failure-kind.ts'

t.test('the ways to fail are words that differ', async (t) => {
  t.equal(new Set(failureKinds).size, failureKinds.length)
  for (const kind of failureKinds) t.match(kind, /^[a-z]+(_[a-z]+)*$/)
})
