import type { Clock } from '../clock/clock.ts'
import { maxRows, PairIndex, rowWords } from './pair-index.ts'
import type { PairStore } from './pair-store.ts'

/** A row: four words of digest, a double, when it was stored and when it expires. Half a line of the processor's cache. */
const rowBytes = 4 * rowWords
const rowDoubles = rowBytes / 8
const digestWords = 4
const valueDouble = 2
const storedWord = 6
const expiresWord = 7
/** Of an entry with its share of the index, at most. */
const entryBytes = 45
/** A row that is read when this share of the ring has been written since is written anew: what is used stays. */
const renewedShare = 0.75

/** How exact times are. 32 bits of them are 13 years. */
const tickMs = 100
const latestTick = 2 ** 32 - 1

export interface MemoryPairStore extends PairStore {
  /** Scores kept, those that have expired included. */
  readonly count: number
  readonly bytes: number
  read(...question: Parameters<PairStore['read']>): Float64Array
}

/**
 * Scores in the memory of this process, within `maxBytes`: flat arrays without an object an entry. Rows are written one
 * behind the other into a ring, so that the pairs of one query lie together, and the oldest make room. Memory that no row has
 * reached yet is not taken from the system.
 */
export function createMemoryPairStore(maxBytes: number, clock: Clock): MemoryPairStore {
  const rows = Math.min(maxRows, Math.max(1, Math.floor(maxBytes / entryBytes)))
  const ring = new ArrayBuffer(rows * rowBytes)
  const words = new Uint32Array(ring)
  const index = new PairIndex(words)
  const doubles = new Float64Array(ring)
  const startedAt = clock.now()
  /** How many rows have been written. */
  let written = 0

  const ticks = () => Math.floor((clock.now() - startedAt) / tickMs)
  const rowOf = (age: number) => (written - age) % rows

  function append(
    slot: number,
    digests: Uint32Array,
    at: number,
    value: number,
    stored: number,
    expires: number
  ): void {
    const row = written % rows
    index.point(slot, digests, at, written)
    for (let word = 0; word < digestWords; word++) words[row * rowWords + word] = digests[at + word] ?? 0
    doubles[row * rowDoubles + valueDouble] = value
    words[row * rowWords + storedWord] = stored
    words[row * rowWords + expiresWord] = expires
    written++
  }

  function get(digests: Uint32Array, at: number, now: number, oldest: number): number {
    const slot = index.find(digests, at, written)
    if (slot < 0) return Number.NaN
    const age = index.age(slot, written)
    const row = rowOf(age)
    const expires = words[row * rowWords + expiresWord] ?? 0
    const stored = words[row * rowWords + storedWord] ?? 0
    if (expires <= now || stored < oldest) return Number.NaN
    const value = doubles[row * rowDoubles + valueDouble] ?? Number.NaN
    if (age > renewedShare * rows) append(slot, digests, at, value, stored, expires)
    return value
  }

  return {
    get count() {
      return Math.min(written, rows)
    },
    get bytes() {
      return Math.min(written, rows) * rowBytes + index.bytes
    },
    read(digests, { maxAgeMs }) {
      const values = new Float64Array(digests.length / digestWords)
      const now = ticks()
      index.approach(digests)
      const oldest = maxAgeMs === undefined ? 0 : now - maxAgeMs / tickMs
      for (let each = 0; each < values.length; each++) values[each] = get(digests, digestWords * each, now, oldest)
      return values
    },
    write(digests, values, ttlMs) {
      const now = ticks()
      index.approach(digests)
      const expires = Math.min(latestTick, now + Math.ceil(ttlMs / tickMs))
      for (let each = 0; each < values.length; each++) {
        const at = digestWords * each
        const known = index.find(digests, at, written)
        const slot = known < 0 ? index.room(digests, at, written) : known
        append(slot, digests, at, values[each] ?? Number.NaN, now, expires)
      }
    }
  }
}
