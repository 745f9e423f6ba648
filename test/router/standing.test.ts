import t from 'tap'
import { standingOf } from '../../src/router/standing.ts'
import { memberOf, noRates, rest } from './routing.ts'

t.test('a deployment is usable, or there is a reason', async (t) => {
  const member = memberOf('a', { rates: { ...noRates, requestsPerMinute: 2, atOnce: 1 } })
  const { live } = member
  t.equal(standingOf(member, 0), 'usable')
  live.slots.take()
  t.equal(standingOf(member, 0), 'full')
  live.used(0, 2, 0)
  t.equal(standingOf(member, 0), 'at-rate')
  rest(member, 0, 1000)
  t.equal(standingOf(member, 0), 'resting')
})

t.test('a rest that is over leaves room for one probe', async (t) => {
  const member = memberOf('a')
  rest(member, 0, 1000)
  t.equal(standingOf(member, 1000), 'usable')
  member.live.cooldown.takeProbe(1000)
  t.equal(standingOf(member, 1000), 'resting')
})

t.test('without max_parallel_requests it is never full', async (t) => {
  const member = memberOf('a')
  for (let calls = 0; calls < 1000; calls++) member.live.slots.take()
  t.equal(standingOf(member, 0), 'usable')
})
