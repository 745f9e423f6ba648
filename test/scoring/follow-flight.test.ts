import t from 'tap'
import { GatewayError } from '../../src/errors/gateway-error.ts'
import { Flights } from '../../src/scoring/flights.ts'
import { followFlight, routeOf } from '../../src/scoring/follow-flight.ts'
import { requestOf } from '../fixtures.ts'
import { deploymentWith, openBounds, spaceWith } from './given.ts'

const request = requestOf(['a'])
const space = spaceWith(deploymentWith())
const route = routeOf(space, request, openBounds())
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

t.test('nobody waits for more of a flight than he is on it for', async (t) => {
  const flight = new Flights().take('c', Uint32Array.of(...digests, 5, 6, 7, 8), undefined, route)
  const values = new Float64Array(1)
  const following = followFlight({ flight, places: [0], seats: [1] }, values, openBounds(), route)
  flight.values[0] = 7
  flight.tell()
  flight.values[1] = 8
  flight.tell()
  await following
  t.strictSame(values, Float64Array.of(8))
  t.notOk(flight.isLanded)
})

t.test('an error that would have been ours is thrown', async (t) => {
  const flight = new Flights().take('c', digests, undefined, route)
  const following = followFlight({ flight, places: [0], seats: [0] }, new Float64Array(1), openBounds(), route)
  flight.land(new GatewayError('upstream_failed', 'down'))
  await t.rejects(following, { message: 'down' })
})

t.test('one that need not have been is not: a bug, other deployments, other wishes, more time', async (t) => {
  const down = new GatewayError('upstream_failed', 'down')
  const longer = { ...openBounds(), deadline: { budgetMs: 1e6, remainingMs: () => 1e6 } }
  const cases = [
    [new TypeError('a bug of the leader'), route],
    [down, routeOf(spaceWith(deploymentWith()), request, openBounds())],
    [down, routeOf(space, { ...request, wishes: { ...request.wishes, retries: 7 } }, openBounds())],
    [down, routeOf(space, request, longer)]
  ] as const
  for (const [failure, own] of cases) {
    const flight = new Flights().take('c', digests, undefined, route)
    flight.land(failure)
    const values = new Float64Array(1)
    await followFlight({ flight, places: [0], seats: [0] }, values, openBounds(), own)
    t.strictSame(values, Float64Array.of(Number.NaN))
  }
})
