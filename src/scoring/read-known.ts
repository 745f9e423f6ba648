import type { PairReading, PairStore } from '../store/pair-store.ts'
import { digestWords } from './digest/pair-digester.ts'

/** Pairs by their digests, and what is known of them: NaN is missing. */
export interface KnownPairs {
  readonly digests: Uint32Array
  readonly values: Float64Array
}

/** Fills in what a store has of the pairs in these places. @returns the places that are still missing */
export async function readKnown(
  store: PairStore,
  { digests, values }: KnownPairs,
  places: Uint32Array,
  reading: PairReading
): Promise<Uint32Array> {
  const found = await store.read(digestsAt(digests, places), reading)
  for (const [at, place] of places.entries()) values[place] = found[at] ?? Number.NaN
  return missingOf(values)
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
