import t from 'tap'
import { balances } from '../../../src/router/balancing/balances.ts'
import { memberOf } from '../routing.ts'

t.test('every strategy chooses one of several, and the one there is', async (t) => {
  for (const [name, balance] of Object.entries(balances)) {
    const members = [memberOf('a'), memberOf('b'), memberOf('c')]
    for (const random of [0, 0.5, 0.999]) {
      const chosen = balance(members, { now: 0, random: () => random })
      t.ok(chosen !== undefined && members.includes(chosen), name)
    }
    t.equal(balance(members.slice(0, 1), { now: 0, random: () => 0.999 }), members[0], name)
  }
})
