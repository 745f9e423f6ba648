import t from 'tap'
import { usedUp } from '../../src/router/used-up.ts'
import { memberOf, noRates } from './routing.ts'

t.test('the rates that are used up are named with their bound', async (t) => {
  const member = memberOf('a', { rates: { ...noRates, requestsPerMinute: 2, tokensPerMinute: 50 } })
  t.equal(usedUp(member, 0), '')
  member.live.used(0, 1, 60)
  t.equal(usedUp(member, 0), 'tpm 50')
  member.live.used(0, 1, 0)
  t.equal(usedUp(member, 0), 'rpm 2 and tpm 50')
  t.equal(usedUp(memberOf('b', { rates: { ...noRates, requestsPerMinute: 0 } }), 0), 'rpm 0')
})
