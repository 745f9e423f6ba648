import t from 'tap'
import { simpleShuffle } from '../../../src/router/balancing/simple-shuffle.ts'
import { memberOf, rest } from '../routing.ts'

t.test('deployments are drawn by their weight', async (t) => {
  const members = [memberOf('a', { weight: 1 }), memberOf('b', { weight: 0 }), memberOf('c', { weight: 3 })]
  const drawn = (random: number) => simpleShuffle(members, { now: 0, random: () => random })?.deployment.id
  t.strictSame([0, 0.2499, 0.25, 0.9999].map(drawn), ['a', 'a', 'c', 'c'])
  t.equal(drawn(1), 'c', 'what rounding leaves over is for the last')
})

t.test('when all weigh nothing they are drawn evenly', async (t) => {
  const members = [memberOf('a', { weight: 0 }), memberOf('b', { weight: 0 })]
  const drawn = (random: number) => simpleShuffle(members, { now: 0, random: () => random })?.deployment.id
  t.strictSame([0, 0.4999, 0.5, 0.9999].map(drawn), ['a', 'a', 'b', 'b'])
  t.equal(simpleShuffle([], { now: 0, random: () => 0 }), undefined)
})

t.test('one that has just come back gets a tenth of its share', async (t) => {
  const [back, other] = [memberOf('back'), memberOf('other')]
  rest(back, 0, 1000)
  back.live.cooldown.succeeded(1000, 1000)
  const drawn = (random: number) => simpleShuffle([back, other], { now: 1000, random: () => random })
  t.equal(drawn(0.09), back)
  t.equal(drawn(0.1), other)
})
