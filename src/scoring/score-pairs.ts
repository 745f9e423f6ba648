import { abortSignalOf } from '../clock/cancel-signal.ts'
import { type ChunkCalls, callChunks } from './call-chunks.ts'
import type { Called, ScoreBounds } from './called.ts'
import { digestWords } from './digest/pair-digester.ts'
import type { Route } from './flights.ts'
import { followFlight, routeOf } from './follow-flight.ts'
import type { PairCache } from './pair-cache.ts'
import { pairContext } from './pair-context.ts'
import { digestsAt, missingOf, readKnown } from './read-known.ts'

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
export async function scorePairs(cache: PairCache, chunkCalls: ChunkCalls, bounds: ScoreBounds): Promise<ScoredPairs> {
  const { request, space } = chunkCalls
  const context = pairContext(space, request, cache.settings.namespace)
  const digests = cache.digester.digest(context, request.documents)
  const reading = readKnown(cache, digests, request.cache, bounds)
  const values = reading instanceof Promise ? await reading : reading
  const pairs: Pairs = { context, digests, values, route: routeOf(space, request, bounds) }
  const calls: Called[] = []
  let missing = missingOf(values)
  const hits = values.length - missing.length
  while (missing.length > 0) {
    await fetchMissing(cache, chunkCalls, bounds, pairs, missing, calls)
    missing = missingOf(values)
    if (missing.length === 0) break
    // Others have failed; some of it may have been kept.
    const found = await readKnown(cache, digestsAt(digests, missing), request.cache, bounds)
    for (const [at, place] of missing.entries()) values[place] = found[at] ?? Number.NaN
    missing = missingOf(values)
  }
  return { values, calls, hits, digests }
}

/** Pairs of one context by their digests, and what is known of them: NaN is missing. */
interface Pairs {
  readonly context: string
  readonly digests: Uint32Array
  readonly values: Float64Array
  readonly route: Route
}

/** One round: what nobody has in flight is asked for, and the rest is waited for. Afterwards some may still be missing. */
async function fetchMissing(
  cache: PairCache,
  chunkCalls: ChunkCalls,
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
  const signal = AbortSignal.any([abortSignalOf(chunkCalls.signal), own.signal])
  const parts = followed.map((passage) => followFlight(passage, pairs.values, { ...bounds, signal }, pairs.route))
  if (led.length > 0) parts.push(lead(cache, { ...chunkCalls, signal }, pairs, led, calls))
  await allOrNone(parts, own)
}

/** Has some of the pairs scored, for everybody who waits for them. */
async function lead(
  { store, flights, settings }: PairCache,
  chunkCalls: ChunkCalls,
  { context, digests, values, route }: Pairs,
  led: Uint32Array,
  calls: Called[]
): Promise<void> {
  const { request, originalOf } = chunkCalls
  const isWhole = led.length === request.documents.count
  const own = isWhole ? digests : digestsAt(digests, led)
  const flight = flights.take(context, own, isWhole ? values : undefined, route)
  const { stores, ttlMs = settings.ttlMs } = request.cache
  const ledCalls = {
    ...chunkCalls,
    request: isWhole ? request : { ...request, documents: request.documents.subset(led) },
    originalOf: (index: number) => originalOf(led[index] ?? 0)
  }
  try {
    const called = await callChunks(ledCalls, (start, gained) => {
      const end = start + gained.length
      for (let at = start; at < end; at++) values[led[at] ?? 0] = gained[at - start] ?? Number.NaN
      if (!isWhole) flight.values.set(gained, start)
      if (stores) store.write(own.subarray(digestWords * start, digestWords * end), gained, ttlMs)
      flight.tell()
    })
    calls.push(...called)
    flight.land()
  } catch (error) {
    flight.land(error)
    throw error
  }
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
