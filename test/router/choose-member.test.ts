import t from 'tap'
import { balances } from '../../src/router/balancing/balances.ts'
import type { Balance } from '../../src/router/balancing/balancing.ts'
import { chooseMember, leastBad } from '../../src/router/choose-member.ts'
import { memberOf, membersOf, noRates, rest } from './routing.ts'

const draw = { now: 0, random: () => 0 }
const shuffle = balances['simple-shuffle']

t.test('the lowest tier with something usable is chosen from', async (t) => {
  const [a, b] = [memberOf('a'), memberOf('b')]
  const members = { tiers: [[a], [b]] }
  t.equal(chooseMember(members, undefined, shuffle, draw), a)
  t.equal(chooseMember(members, new Set([a]), shuffle, draw), b)
  rest(a, 0, 1000)
  t.equal(chooseMember(members, undefined, shuffle, draw), b)
  t.equal(chooseMember(members, new Set([b]), shuffle, draw), undefined)
})

t.test('while all are usable the strategy gets the tier itself, and nothing is copied', async (t) => {
  const tier = [memberOf('a'), memberOf('b')]
  let given: unknown
  const balance: Balance = (members) => {
    given = members
    return members[0]
  }
  chooseMember({ tiers: [tier] }, undefined, balance, draw)
  t.equal(given, tier)
})

t.test('the least bad is the one whose rest ends soonest, of those that our own bounds allow', async (t) => {
  const rates = { ...noRates, requestsPerMinute: 1 }
  const [long, short, busy, well] = [memberOf('long'), memberOf('short'), memberOf('busy', { rates }), memberOf('well')]
  rest(long, 0, 5000)
  rest(short, 0, 2000)
  rest(busy, 0, 1000)
  busy.live.used(0, 1, 0)
  const members = membersOf(long, short, busy, well)
  t.equal(leastBad(members, undefined, 0), short)
  t.equal(leastBad(members, new Set([short]), 0), long)
  t.equal(leastBad(membersOf(well), undefined, 0), undefined)
})
