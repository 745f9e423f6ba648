import type { CacheWishes } from '../rerank/rerank-request.ts'
import type { ScoreBounds } from './called.ts'
import { digestWords } from './digest/pair-digester.ts'
import type { PairCache } from './pair-cache.ts'
import { waitFor } from './wait-for.ts'

/**
 * What is kept of these pairs, as far as the request wants it; NaN is missing. At once where it is kept in this process: that
 * costs no turn of the event loop.
 * @param bounds of who waits; undefined waits as long as the store does
 */
export function readKnown(
  { store }: Pick<PairCache, 'store'>,
  digests: Uint32Array,
  wishes: CacheWishes,
  bounds: ScoreBounds | undefined
): Float64Array | Promise<Float64Array> {
  if (!wishes.reads) return new Float64Array(digests.length / digestWords).fill(Number.NaN)
  const reading = store.read(digests, wishes)
  return reading instanceof Promise && bounds !== undefined ? waitFor(reading, bounds) : reading
}

/** The digests in these places, one after the other. */
export function digestsAt(digests: Uint32Array, places: Uint32Array): Uint32Array {
  const chosen = new Uint32Array(digestWords * places.length)
  for (const [at, place] of places.entries()) {
    for (let word = 0; word < digestWords; word++) {
      chosen[digestWords * at + word] = digests[digestWords * place + word] ?? 0
    }
  }
  return chosen
}

/** Places of pairs that are not known. */
export function missingOf(values: Float64Array): Uint32Array {
  let count = 0
  const missing = new Uint32Array(values.length)
  for (let place = 0; place < values.length; place++) if (Number.isNaN(values[place])) missing[count++] = place
  return missing.subarray(0, count)
}
