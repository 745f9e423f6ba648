/** Slots of one bucket: enough that hardly one overflows while others have room. */
const ways = 16
/** Words of a slot: the digest, and three times. */
const words = 7
const expiresWord = 4
const storedWord = 5
const usedWord = 6

/** Bytes of one slot: seven words and a score. */
export const slotBytes = 4 * words + 8

/** Fuller than this a table grows, if it may. */
const fullShare = 0.85

/**
 * Scores by digest in flat arrays, without an object an entry: a digest belongs to one bucket of sixteen slots, in which what
 * has expired or was not used for longest makes room. Times are ticks of whatever length, from 1.
 */
export class PairTable {
  readonly #maxBuckets: number
  #buckets = 1
  #slots = new Uint32Array(ways * words)
  #values = new Float64Array(ways)
  #count = 0

  constructor(maxBytes: number) {
    // Powers of two, since a bucket is found by masking.
    this.#maxBuckets = 2 ** Math.max(0, Math.floor(Math.log2(maxBytes / (ways * slotBytes))))
  }

  /** Slots in use, expired ones included. */
  get count(): number {
    return this.#count
  }

  get bytes(): number {
    return this.#slots.byteLength + this.#values.byteLength
  }

  /** The score of the digest at `at`, NaN where there is none. */
  get(digests: Uint32Array, at: number, now: number, oldest: number): number {
    const slot = this.#find(digests, at)
    if (slot < 0) return Number.NaN
    const base = slot * words
    if ((this.#slots[base + expiresWord] ?? 0) <= now || (this.#slots[base + storedWord] ?? 0) < oldest) return Number.NaN
    this.#slots[base + usedWord] = now
    return this.#values[slot] ?? Number.NaN
  }

  set(digests: Uint32Array, at: number, value: number, now: number, expires: number): void {
    let slot = this.#find(digests, at)
    if (slot < 0) {
      if (this.#count >= fullShare * this.#buckets * ways && this.#buckets < this.#maxBuckets) this.#grow()
      slot = this.#room(this.#bucketOf(digests, at), now)
      if (this.#slots[slot * words + usedWord] === 0) this.#count++
      this.#slots.set(digests.subarray(at, at + 4), slot * words)
    }
    const base = slot * words
    this.#slots[base + expiresWord] = expires
    this.#slots[base + storedWord] = now
    this.#slots[base + usedWord] = now
    this.#values[slot] = value
  }

  #bucketOf(digests: Uint32Array, at: number): number {
    return (digests[at] ?? 0) & (this.#buckets - 1)
  }

  #find(digests: Uint32Array, at: number): number {
    const slots = this.#slots
    const first = this.#bucketOf(digests, at) * ways
    for (let slot = first; slot < first + ways; slot++) {
      const base = slot * words
      // A bucket fills from its beginning and is never emptied.
      if (slots[base + usedWord] === 0) return -1
      if (
        slots[base + 1] === digests[at + 1] &&
        slots[base] === digests[at] &&
        slots[base + 2] === digests[at + 2] &&
        slots[base + 3] === digests[at + 3]
      ) {
        return slot
      }
    }
    return -1
  }

  /** A free slot of a bucket, or one that has expired, or the one that was not used for longest. */
  #room(bucket: number, now: number): number {
    const first = bucket * ways
    let least = first
    let leastUsed = Number.POSITIVE_INFINITY
    for (let slot = first; slot < first + ways; slot++) {
      const base = slot * words
      const used = this.#slots[base + usedWord] ?? 0
      if (used === 0 || (this.#slots[base + expiresWord] ?? 0) <= now) return slot
      if (used < leastUsed) {
        least = slot
        leastUsed = used
      }
    }
    return least
  }

  /** Twice the buckets: each is dealt out to two by one more bit of its digests, so none overflows. */
  #grow(): void {
    const slots = this.#slots
    const values = this.#values
    const old = this.#buckets
    this.#buckets = 2 * old
    this.#slots = new Uint32Array(2 * slots.length)
    this.#values = new Float64Array(2 * values.length)
    for (let bucket = 0; bucket < old; bucket++) {
      const ends = [bucket * ways, (bucket + old) * ways]
      for (let slot = bucket * ways; slot < (bucket + 1) * ways; slot++) {
        const base = slot * words
        if (slots[base + usedWord] === 0) break
        const half = ((slots[base] ?? 0) & old) === 0 ? 0 : 1
        const target = ends[half] ?? 0
        ends[half] = target + 1
        this.#slots.set(slots.subarray(base, base + words), target * words)
        this.#values[target] = values[slot] ?? Number.NaN
      }
    }
  }
}
