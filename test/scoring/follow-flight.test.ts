import t from 'tap'
import { GatewayError } from '../../src/errors/gateway-error.ts'
import { noWishes } from '../../src/rerank/rerank-request.ts'
import { Flights } from '../../src/scoring/flights.ts'
import { followFlight } from '../../src/scoring/follow-flight.ts'
import { deploymentWith, openBounds, spaceWith } from './given.ts'

const route = { space: spaceWith(deploymentWith()), wishes: noWishes }
const digests = Uint32Array.of(1, 2, 3, 4)

t.test('what the flight brought is taken over, and what it did not stays missing', async (t) => {
  const flight = new Flights().take('c', Uint32Array.of(...digests, 5, 6, 7, 8), undefined, route)
  const values = new Float64Array(3)
  const following = followFlight({ flight, places: [2, 0], seats: [0, 1] }, values, openBounds(), route)
  flight.values[0] = 7
  flight.land(new GatewayError('timeout', 'late'))
  await following
  t.strictSame(values, Float64Array.of(Number.NaN, 0, 7))
})

t.test('an error that would have been ours is thrown', async (t) => {
  const flight = new Flights().take('c', digests, undefined, route)
  const following = followFlight({ flight, places: [0], seats: [0] }, new Float64Array(1), openBounds(), route)
  flight.land(new GatewayError('upstream_failed', 'down'))
  await t.rejects(following, { message: 'down' })
  const other = new Flights().take('c', digests, undefined, route)
  other.land(new TypeError('a bug of the leader'))
  await followFlight({ flight: other, places: [0], seats: [0] }, new Float64Array(1), openBounds(), route)
  const theirs = { ...route, space: spaceWith(deploymentWith()) }
  const others = new Flights().take('c', digests, undefined, theirs)
  others.land(new GatewayError('upstream_failed', 'down'))
  await followFlight({ flight: others, places: [0], seats: [0] }, new Float64Array(1), openBounds(), route)
})
