import { GatewayError } from '../errors/gateway-error.ts'
import type { RerankRequest } from '../rerank/rerank-request.ts'
import { type ChunkCalls, callChunks } from './call-chunks.ts'
import type { Called, ScoreBounds } from './called.ts'
import { digestWords } from './digest/pair-digester.ts'
import type { Flight, Passage } from './flights.ts'
import { namesDocument } from './original-index.ts'
import type { PairCache } from './pair-cache.ts'
import { pairContext } from './pair-context.ts'
import { digestsAt, missingOf, readKnown } from './read-known.ts'
import { waitFor } from './wait-for.ts'

/** What of a request was known, and what was bought. */
export interface ScoredPairs {
  readonly values: Float64Array
  readonly calls: readonly Called[]
  readonly hits: number
  /** What the pairs are known by; undefined where nothing is kept. */
  readonly digests: Uint32Array | undefined
}

/**
 * Scores of pairs, of which only those are asked for that are neither kept nor in flight. What others are having scored is
 * waited for; where they fail for reasons of their own, it is asked for after all.
 */
export async function scorePairs(
  cache: PairCache,
  chunkCalls: Omit<ChunkCalls, 'gained'>,
  bounds: ScoreBounds
): Promise<ScoredPairs> {
  const { request, space } = chunkCalls
  const wishes = request.cache
  const context = pairContext(space, request, wishes.namespace ?? cache.settings.namespace)
  const pairs: Pairs = {
    context,
    digests: cache.digester.digest(context, request.documents),
    values: new Float64Array(request.documents.count).fill(Number.NaN)
  }
  const calls: Called[] = []
  let missing: Uint32Array = Uint32Array.from(pairs.values.keys())
  let hits: number | undefined
  for (;;) {
    if (wishes.reads) {
      const reading = readKnown(cache.store, pairs, missing, wishes.maxAgeMs)
      // In this process it costs no turn of the event loop.
      if (reading instanceof Promise) await reading
      missing = missingOf(pairs.values)
    }
    hits ??= pairs.values.length - missing.length
    if (missing.length > 0) await fetchMissing(cache, chunkCalls, bounds, pairs, missing, calls)
    missing = missingOf(pairs.values)
    if (missing.length === 0) return { values: pairs.values, calls, hits, digests: pairs.digests }
  }
}

/** One round: what nobody has in flight is asked for, and the rest is waited for. Afterwards some may still be missing. */
async function fetchMissing(
  cache: PairCache,
  chunkCalls: Omit<ChunkCalls, 'gained'>,
  bounds: ScoreBounds,
  pairs: Pairs,
  missing: Uint32Array,
  calls: Called[]
): Promise<void> {
  // No await between looking who has what in flight and saying what we have.
  const { led, followed } = chunkCalls.request.cache.reads
    ? cache.flights.board(pairs.context, pairs.digests, missing)
    : { led: missing, followed: [] }
  if (followed.length === 0) return lead(cache, chunkCalls, pairs, led, calls)
  const own = new AbortController()
  const signal = AbortSignal.any([chunkCalls.signal, own.signal])
  const parts = followed.map((passage) => follow(passage, pairs, { ...bounds, signal }, chunkCalls.request))
  if (led.length > 0) parts.push(lead(cache, { ...chunkCalls, signal }, pairs, led, calls))
  await allOrNone(parts, own)
}

interface Pairs {
  readonly context: string
  readonly digests: Uint32Array
  readonly values: Float64Array
}

/** Has some of the pairs scored, for everybody who waits for them. */
async function lead(
  { store, flights, settings }: PairCache,
  chunkCalls: Omit<ChunkCalls, 'gained'>,
  { context, digests, values }: Pairs,
  led: Uint32Array,
  calls: Called[]
): Promise<void> {
  const { request, originalOf } = chunkCalls
  const isWhole = led.length === request.documents.count
  const own = isWhole ? digests : digestsAt(digests, led)
  const flight = flights.take(context, own, routeOf(request))
  const { stores, ttlMs = settings.ttlMs } = request.cache
  try {
    const called = await callChunks({
      ...chunkCalls,
      request: isWhole ? request : { ...request, documents: request.documents.subset(led) },
      originalOf: (index) => originalOf(led[index] ?? 0),
      gained: (start, { scores }) => {
        const end = start + scores.values.length
        for (let at = start; at < end; at++) values[led[at] ?? 0] = scores.values[at - start] ?? Number.NaN
        flight.values.set(scores.values, start)
        if (stores) store.write(own.subarray(digestWords * start, digestWords * end), scores.values, ttlMs)
      }
    })
    calls.push(...called)
    flight.land()
  } catch (error) {
    flight.land(error)
    throw error
  }
}

/** Waits for pairs on another request's flight. What it did not bring is left missing. */
async function follow(
  { flight, places, seats }: Passage,
  { values }: Pairs,
  bounds: ScoreBounds,
  request: RerankRequest
): Promise<void> {
  await waitFor(flight.landed, bounds)
  for (const [at, place] of places.entries()) values[place] = flight.values[seats[at] ?? 0] ?? Number.NaN
  const failure = flight.failure()
  if (flight.route === routeOf(request) && isOurs(failure, flight, places.length)) throw failure
}

/** What else decides whether a call fails. */
function routeOf({ wishes: { retries, tags } }: RerankRequest): string {
  return JSON.stringify([retries, tags])
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

/** The first failure cancels the others, and is thrown when all have ended. */
async function allOrNone(parts: readonly Promise<void>[], own: AbortController): Promise<void> {
  let failure: { readonly error: unknown } | undefined
  const ended = parts.map((part) =>
    part.catch((error: unknown) => {
      failure ??= { error }
      own.abort()
    })
  )
  await Promise.all(ended)
  if (failure !== undefined) throw failure.error
}
