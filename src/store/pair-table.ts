/** Slots of one bucket: enough that hardly one overflows while others have room. */
const ways = 16
const digestWords = 4

/** A row is half a line of the processor's cache: four words of digest, a double, and when it was stored and expires. */
const rowBytes = 32
const rowWords = rowBytes / 4
const rowDoubles = rowBytes / 8
const valueDouble = 2
const storedWord = 6
const expiresWord = 7

/** Bytes of one slot: its row, its tag, and whether it was used. */
const slotBytes = rowBytes + 2

/** Fuller than this a table grows, if it may. */
const fullShare = 0.75

/**
 * Scores by digest in flat arrays, without an object an entry: a digest belongs to one bucket of sixteen slots. Where that is
 * full, the next slot that was not used since this was last asked of it makes room. Times are ticks of whatever length.
 */
export class PairTable {
  readonly #maxBuckets: number
  #buckets = 1
  #slots = slotsOf(ways)
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
    return this.#buckets * ways * slotBytes
  }

  /** The score of the digest at `at`, NaN where there is none. */
  get(digests: Uint32Array, at: number, now: number, oldest: number): number {
    const slot = this.#find(digests, at)
    if (slot < 0) return Number.NaN
    const { marks, words, doubles } = this.#slots
    const isExpired = (words[slot * rowWords + expiresWord] ?? 0) <= now
    marks[usedMark(slot)] = isExpired ? 0 : 1
    if (isExpired || (words[slot * rowWords + storedWord] ?? 0) < oldest) return Number.NaN
    return doubles[slot * rowDoubles + valueDouble] ?? Number.NaN
  }

  set(digests: Uint32Array, at: number, value: number, now: number, expires: number): void {
    let slot = this.#find(digests, at)
    if (slot < 0) {
      if (this.#count >= fullShare * this.#buckets * ways && this.#buckets < this.#maxBuckets) this.#grow()
      slot = this.#room(digests, at)
      if (this.#slots.marks[tagMark(slot)] === 0) this.#count++
    }
    const { marks, words, doubles } = this.#slots
    marks[tagMark(slot)] = tagOf(digests, at)
    marks[usedMark(slot)] = 0
    const row = slot * rowWords
    for (let word = 0; word < digestWords; word++) words[row + word] = digests[at + word] ?? 0
    doubles[slot * rowDoubles + valueDouble] = value
    words[row + storedWord] = now
    words[row + expiresWord] = expires
  }

  #bucketOf(digests: Uint32Array, at: number): number {
    return (digests[at] ?? 0) & (this.#buckets - 1)
  }

  #find(digests: Uint32Array, at: number): number {
    const { marks, words } = this.#slots
    const first = this.#bucketOf(digests, at) * ways
    const tag = tagOf(digests, at)
    for (let slot = first; slot < first + ways; slot++) {
      const found = marks[tagMark(slot)]
      // A bucket fills from its beginning and is never emptied.
      if (found === 0) return -1
      if (found === tag && isSame(words, slot * rowWords, digests, at)) return slot
    }
    return -1
  }

  /** A free slot of the digest's bucket, or one that was not used lately. */
  #room(digests: Uint32Array, at: number): number {
    const { marks } = this.#slots
    const first = this.#bucketOf(digests, at) * ways
    if (marks[tagMark(first + ways - 1)] === 0) {
      let slot = first
      while (marks[tagMark(slot)] !== 0) slot++
      return slot
    }
    // From anywhere, so that no place in a bucket is safer than another.
    for (let step = digests[at + 2] ?? 0; ; step++) {
      const slot = first + (step % ways)
      if (marks[usedMark(slot)] === 0) return slot
      marks[usedMark(slot)] = 0
    }
  }

  /** Twice the buckets: each is dealt out to two by one more bit of its digests, so none overflows. */
  #grow(): void {
    const { marks, words } = this.#slots
    const old = this.#buckets * ways
    this.#buckets *= 2
    this.#slots = slotsOf(2 * old)
    for (let slot = 0; slot < old; slot++) {
      if (marks[tagMark(slot)] === 0) continue
      const row = slot * rowWords
      const room = this.#room(words, row)
      for (let word = 0; word < rowWords; word++) this.#slots.words[room * rowWords + word] = words[row + word] ?? 0
      this.#slots.marks[tagMark(room)] = marks[tagMark(slot)] ?? 0
      this.#slots.marks[usedMark(room)] = marks[usedMark(slot)] ?? 0
    }
  }
}

/** Marks of a bucket lie together, sixteen tags and then sixteen uses, so that looking for what is not there is cheap. */
interface Slots {
  /** A tag is a byte of the digest, never 0: 0 is a slot that was never used. */
  readonly marks: Uint8Array
  /** The rows, as words and as doubles. */
  readonly words: Uint32Array
  readonly doubles: Float64Array
}

function slotsOf(count: number): Slots {
  const rows = new ArrayBuffer(count * rowBytes)
  return { marks: new Uint8Array(2 * count), words: new Uint32Array(rows), doubles: new Float64Array(rows) }
}

/** Where a slot's tag lies: what is above its place in the bucket counts twice. */
function tagMark(slot: number): number {
  return slot + (slot & -ways)
}

function usedMark(slot: number): number {
  return tagMark(slot) + ways
}

/** Of a word that chooses neither bucket nor shard. */
function tagOf(digests: Uint32Array, at: number): number {
  return (digests[at + 1] ?? 0) & 0xff || 1
}

function isSame(one: Uint32Array, at: number, other: Uint32Array, otherAt: number): boolean {
  for (let word = 0; word < digestWords; word++) if (one[at + word] !== other[otherAt + word]) return false
  return true
}
