import t from 'tap'
import { failureKinds } from '../../src/errors/failure-kind.ts'

t.test('each kind of failure has one name', async (t) => {
  t.equal(new Set(failureKinds).size, failureKinds.length)
  for (const kind of failureKinds) t.match(kind, /^[a-z]+(_[a-z]+)*$/)
})
