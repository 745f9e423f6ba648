import t from 'tap'
import { latencyBased } from '../../../src/router/balancing/latency-based.ts'
import { drawing, memberOf } from '../routing.ts'

t.test('the faster of two picked by chance is chosen, whichever was picked first', async (t) => {
  const [slow, fast] = [memberOf('slow'), memberOf('fast')]
  slow.live.latency.observe(0, 200)
  fast.live.latency.observe(0, 100)
  for (const pick of [0, 0.9]) t.equal(latencyBased([slow, fast], { now: 0, random: () => pick }), fast)
  fast.live.slots.take()
  fast.live.slots.take()
  t.equal(latencyBased([slow, fast], { now: 0, random: () => 0 }), slow, 'calls in flight take their time too')
})

t.test('the two differ', async (t) => {
  const members = [memberOf('a'), memberOf('b'), memberOf('c')]
  members[2]?.live.latency.observe(0, 50)
  t.equal(latencyBased(members, { now: 0, random: drawing(0.9, 0.9) }), members[1], 'the last and the one before')
  t.equal(latencyBased(members, { now: 0, random: drawing(0, 0) }), members[0])
})

t.test('P12 one that fails fast loses against one that answers', async (t) => {
  const [failing, well] = [memberOf('failing'), memberOf('well')]
  failing.live.latency.penalise(0, 1)
  well.live.latency.observe(0, 300)
  for (const pick of [0, 0.9]) t.equal(latencyBased([failing, well], { now: 0, random: () => pick }), well)
})

t.test('one alone is chosen', async (t) => {
  const only = memberOf('only')
  t.equal(latencyBased([only], { now: 0, random: () => 0.5 }), only)
  t.equal(latencyBased([], { now: 0, random: () => 0.5 }), undefined)
})
