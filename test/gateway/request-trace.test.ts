import t from 'tap'
import { RequestTrace } from '../../src/gateway/request-trace.ts'

t.test('steps are kept in order, with the time since the request began', async (t) => {
  let now = 100
  const trace = new RequestTrace({ now: () => now })
  trace.note('a1', 'tried')
  now = 112.3456
  trace.note(undefined, 'no other')
  t.strictSame(trace.steps, [
    { atMs: 0, deployment: 'a1', what: 'tried' },
    { atMs: 12.3, deployment: undefined, what: 'no other' }
  ])
})

t.test('there are only so many', async (t) => {
  const trace = new RequestTrace({ now: () => 0 })
  for (let step = 0; step < 1000; step++) trace.note('a1', String(step))
  t.equal(trace.steps.length, 200)
})
