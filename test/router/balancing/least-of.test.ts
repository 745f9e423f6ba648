import t from 'tap'
import { leastOf } from '../../../src/router/balancing/least-of.ts'
import { memberOf } from '../routing.ts'

const members = [memberOf('a'), memberOf('b'), memberOf('c')]

t.test('the cheapest is found wherever the search begins', async (t) => {
  for (const random of [0, 0.4, 0.9]) {
    const least = leastOf(members, { now: 0, random: () => random }, ({ deployment }) =>
      deployment.id === 'b' ? 1 : 2
    )
    t.equal(least, members[1])
  }
})

t.test('chance decides among equals', async (t) => {
  const first = (random: number) => leastOf(members, { now: 0, random: () => random }, () => 1)
  t.strictSame([0, 0.4, 0.9].map(first), members)
  t.equal(
    leastOf(members, { now: 0, random: () => 0 }, () => Number.POSITIVE_INFINITY),
    members[0]
  )
  t.equal(
    leastOf([], { now: 0, random: () => 0 }, () => 1),
    undefined
  )
})
