import t from 'tap'
import { leastBusy } from '../../../src/router/balancing/least-busy.ts'
import { memberOf, rest } from '../routing.ts'

const draw = { now: 1000, random: () => 0 }

t.test('the one with the fewest calls in flight is chosen', async (t) => {
  const [a, b] = [memberOf('a'), memberOf('b')]
  a.live.slots.take()
  t.equal(leastBusy([a, b], draw), b)
})

t.test('one that has just come back is spared at first', async (t) => {
  const [back, busy] = [memberOf('back'), memberOf('busy')]
  rest(back, 0, 1000)
  back.live.cooldown.succeeded(1000, 1000)
  for (let calls = 0; calls < 8; calls++) busy.live.slots.take()
  t.equal(leastBusy([back, busy], draw), busy)
  t.equal(leastBusy([back, busy], { ...draw, now: 11_000 }), back)
})
