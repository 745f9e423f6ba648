import t from 'tap'
import { costBased } from '../../../src/router/balancing/cost-based.ts'
import { memberOf } from '../routing.ts'

const draw = { now: 0, random: () => 0 }
const unknown = { perQuery: undefined, perToken: undefined }

t.test('the cheapest is chosen, by query or by token; an unknown price comes last', async (t) => {
  const query = memberOf('query', { price: { ...unknown, perQuery: 0.002 } })
  const token = memberOf('token', { price: { ...unknown, perToken: 1e-7 } })
  const free = memberOf('free', { price: { ...unknown, perQuery: 0 } })
  const nobodyKnows = memberOf('unknown', { price: unknown })
  t.equal(costBased([nobodyKnows, query, token], draw), token)
  t.equal(costBased([nobodyKnows, query], draw), query)
  t.equal(costBased([token, free], draw), free)
  t.equal(costBased([nobodyKnows], draw), nobodyKnows)
})

t.test('a price of 0 beside another one does not make a deployment free', async (t) => {
  const query = memberOf('query', { price: { perQuery: 0.002, perToken: 0 } })
  const token = memberOf('token', { price: { perQuery: 0, perToken: 1e-6 } })
  const cheaper = memberOf('cheaper', { price: { ...unknown, perQuery: 0.001 } })
  t.equal(costBased([query, token, cheaper], draw), cheaper)
  const free = memberOf('free', { price: { perQuery: 0, perToken: 0 } })
  t.equal(costBased([cheaper, free], draw), free)
})

t.test('among equals the one with fewer calls in flight is chosen', async (t) => {
  const [a, b] = [memberOf('a', { price: unknown }), memberOf('b', { price: unknown })]
  a.live.slots.take()
  t.equal(costBased([a, b], draw), b)
})
