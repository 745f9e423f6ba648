import type { ScoreSpace } from '../config/deployment.ts'
import { GatewayError } from '../errors/gateway-error.ts'
import type { RerankRequest } from '../rerank/rerank-request.ts'
import type { ScoreBounds } from './called.ts'
import type { Flight, Passage, Route } from './flights.ts'
import { namesDocument } from './original-index.ts'
import { waitFor } from './wait-for.ts'

/**
 * Waits for pairs on another request's flight, and no longer than until they are there: the rest of it may take much longer.
 * What it did not bring is left missing.
 */
export async function followFlight(
  passage: Passage,
  values: Float64Array,
  bounds: ScoreBounds,
  route: Route
): Promise<void> {
  const { flight, places } = passage
  while (!takeOver(passage, values)) {
    if (flight.isLanded) {
      if (isSameRoute(flight.route, route) && isOurs(flight.failure, flight, places.length)) throw flight.failure
      return
    }
    await waitFor(flight.news(), bounds)
  }
}

/** @returns whether all of it is there */
function takeOver({ flight, places, seats }: Passage, values: Float64Array): boolean {
  let isAll = true
  for (const [at, place] of places.entries()) {
    const value = flight.values[seats[at] ?? 0] ?? Number.NaN
    values[place] = value
    if (Number.isNaN(value)) isAll = false
  }
  return isAll
}

/** What decides whether a call fails, besides its pairs: who is asked, how often, and for how long. */
export function routeOf(
  space: ScoreSpace,
  { wishes: { retries, tags } }: RerankRequest,
  { deadline }: ScoreBounds
): Route {
  return { space, wishes: JSON.stringify([retries, tags, deadline.budgetMs]) }
}

function isSameRoute(one: Route, other: Route): boolean {
  return one.space === other.space && one.wishes === other.wishes
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
