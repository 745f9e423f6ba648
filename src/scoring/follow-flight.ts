import { GatewayError } from '../errors/gateway-error.ts'
import { type CallRoute, isSameRoute } from './call-route.ts'
import type { ScoreBounds } from './called.ts'
import type { Flight, Passage } from './flights.ts'
import { namesDocument } from './original-index.ts'
import { waitFor } from './wait-for.ts'

/** Waits for pairs on another request's flight. What it did not bring is left missing. */
export async function followFlight(
  { flight, places, seats }: Passage,
  values: Float64Array,
  bounds: ScoreBounds,
  route: CallRoute
): Promise<void> {
  await waitFor(flight.landed, bounds)
  for (const [at, place] of places.entries()) values[place] = flight.values[seats[at] ?? 0] ?? Number.NaN
  const failure = flight.failure()
  if (isSameRoute(flight.route, route) && isOurs(failure, flight, places.length)) throw failure
}

/** Errors that a call of ours for the same pairs would have met as well. */
const sharedCodes: ReadonlySet<string> = new Set([
  'upstream_refused',
  'upstream_failed',
  'upstream_invalid_answer',
  'upstream_unreachable',
  'invalid_request',
  'over_limit'
])

/** An error is shared where all that was asked for is ours too, and it speaks of no document by an index that is not ours. */
function isOurs(failure: unknown, { values }: Flight, boarded: number): failure is GatewayError {
  if (!(failure instanceof GatewayError) || boarded < values.length) return false
  return sharedCodes.has(failure.code) && !namesDocument(failure)
}
