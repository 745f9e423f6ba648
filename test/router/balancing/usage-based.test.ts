import t from 'tap'
import { usageBased } from '../../../src/router/balancing/usage-based.ts'
import { memberOf, noRates } from '../routing.ts'

const draw = { now: 0, random: () => 0 }

t.test('the one that has used the smallest share of its rates is chosen', async (t) => {
  const small = memberOf('small', { rates: { ...noRates, requestsPerMinute: 10 } })
  const large = memberOf('large', { rates: { ...noRates, requestsPerMinute: 100 } })
  small.live.used(0, 2, 0)
  large.live.used(0, 10, 0)
  t.equal(usageBased([small, large], draw), large)
  large.live.used(0, 15, 0)
  t.equal(usageBased([small, large], draw), small)
})

t.test('tokens count like requests', async (t) => {
  const rates = { ...noRates, requestsPerMinute: 100, tokensPerMinute: 1000 }
  const [a, b] = [memberOf('a', { rates }), memberOf('b', { rates })]
  a.live.used(0, 1, 500)
  b.live.used(0, 20, 0)
  t.equal(usageBased([a, b], draw), b)
})

t.test('without rates the one with the fewest requests is chosen', async (t) => {
  const [a, b] = [memberOf('a'), memberOf('b')]
  a.live.used(0, 1, 0)
  t.equal(usageBased([a, b], draw), b)
})
