import t from 'tap'
import { Flights } from '../../src/scoring/flights.ts'
import { deploymentWith, spaceWith } from './given.ts'

const route = { space: spaceWith(deploymentWith()), wishes: '' }

/** Digests of which only the first word differs, unless another is given. */
function digestsOf(...firsts: readonly number[]): Uint32Array {
  return Uint32Array.from(firsts.flatMap((first) => [first, 1, 2, 3]))
}

const all = (count: number) => Uint32Array.from({ length: count }, (_, index) => index)

t.test('what nobody has in flight is led, and the rest is followed', async (t) => {
  const flights = new Flights()
  t.strictSame(flights.board('c', digestsOf(1, 2), all(2)), { led: all(2), followed: [] })
  const first = flights.take('c', digestsOf(1, 2), undefined, route)
  const second = flights.take('c', digestsOf(3), undefined, route)
  const { led, followed } = flights.board('c', digestsOf(9, 3, 2, 8), all(4))
  t.strictSame(led, Uint32Array.of(0, 3))
  t.strictSame(
    followed.map(({ flight, places, seats }) => [flight === first ? 1 : flight === second ? 2 : 0, places, seats]),
    [
      [1, [2], [1]],
      [2, [1], [0]]
    ]
  )
  t.strictSame(flights.board('other', digestsOf(1), all(1)).followed, [], 'another context shares nothing')
})

t.test('digests that only begin alike are different', async (t) => {
  const flights = new Flights()
  flights.take('c', digestsOf(1), undefined, route)
  t.strictSame(flights.board('c', Uint32Array.of(1, 1, 2, 4), all(1)).led, all(1))
})

t.test('a flight that lands is off the board before anybody hears of it', async (t) => {
  const flights = new Flights()
  const values = new Float64Array(1)
  const one = flights.take('c', digestsOf(1), values, route)
  const other = flights.take('c', digestsOf(2), undefined, route)
  t.equal(one.values, values)
  t.strictSame(other.values, Float64Array.of(Number.NaN))
  let isHeard = false
  const hearing = one.news().then(() => {
    isHeard = true
  })
  one.land()
  t.strictSame(flights.board('c', digestsOf(1), all(1)).followed, [])
  t.notOk(isHeard)
  t.equal(flights.size, 1)
  other.land(new Error('no'))
  t.match(other.failure, { message: 'no' })
  t.equal(one.failure, undefined)
  t.ok(one.isLanded)
  t.equal(flights.size, 0)
  await hearing
  t.ok(isHeard)
})

t.test('news come once for each time that there are more scores', async (t) => {
  const flight = new Flights().take('c', digestsOf(1), undefined, route)
  flight.tell()
  const first = flight.news()
  t.equal(flight.news(), first)
  flight.tell()
  await first
  t.not(flight.news(), first)
})
