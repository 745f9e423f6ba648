import type { Documents } from '../rerank/documents.ts'

/** A list with each document once. */
export interface DistinctDocuments {
  /** The index at which each distinct document stands first. */
  readonly firsts: Uint32Array
  /** For each document of the list its place in `firsts`. */
  readonly places: Uint32Array
}

/** Bytes of a document that are looked at before two are compared whole. */
const samples = 8
/** A caller who makes documents alike in the sampled bytes gets them scored twice, not compared without end. */
const maxComparisons = 8

/**
 * Finds documents that are equal byte for byte. Undefined where all differ. Found by length and a few bytes, since hashing
 * every byte would cost a plain request a tenth more (docs/decisions/0007-scores-are-kept-by-pair.md).
 */
export function distinctDocuments(documents: Documents): DistinctDocuments | undefined {
  const { count } = documents
  if (count < 2 || (count <= fewDocuments && areLengthsDistinct(documents))) return undefined
  const places = new Uint32Array(count)
  const firsts: number[] = []
  const seen = new SeenDocuments(documents)
  for (let index = 0; index < count; index++) {
    const same = seen.find(index)
    places[index] = same ?? firsts.length
    if (same === undefined) firsts.push(index)
  }
  return firsts.length === count ? undefined : { firsts: Uint32Array.from(firsts), places }
}

/** Of so few documents each length is compared with each: cheaper than a table, and most often all that it takes. */
const fewDocuments = 16

function areLengthsDistinct(documents: Documents): boolean {
  for (let index = 1; index < documents.count; index++) {
    const bytes = documents.literalBytes(index)
    for (let other = 0; other < index; other++) if (documents.literalBytes(other) === bytes) return false
  }
  return true
}

/** An open-addressed table of the distinct documents so far, by a sample of their bytes. */
class SeenDocuments {
  readonly #documents: Documents
  readonly #mask: number
  /** 1 + the place of a distinct document; 0 is free. */
  readonly #slots: Uint32Array
  /** By place. */
  readonly #hashes: Uint32Array
  readonly #indexes: Uint32Array
  #count = 0

  constructor(documents: Documents) {
    this.#documents = documents
    const size = 2 ** Math.ceil(Math.log2(2 * documents.count))
    this.#mask = size - 1
    this.#slots = new Uint32Array(size)
    this.#hashes = new Uint32Array(documents.count)
    this.#indexes = new Uint32Array(documents.count)
  }

  /** The place of an equal document; undefined when there is none, and this one becomes a new one. */
  find(index: number): number | undefined {
    const hash = sampleHash(this.#documents, index)
    let comparisons = 0
    for (let slot = hash & this.#mask; ; slot = (slot + 1) & this.#mask) {
      const place = (this.#slots[slot] ?? 0) - 1
      if (place < 0) {
        this.#slots[slot] = this.#count + 1
        break
      }
      if (this.#hashes[place] !== hash) continue
      if (this.#documents.areEqual(this.#indexes[place] ?? 0, index)) return place
      if (++comparisons === maxComparisons) break
    }
    this.#hashes[this.#count] = hash
    this.#indexes[this.#count] = index
    this.#count++
    return undefined
  }
}

/** Mixes a document's length, its image's length, and some of its bytes. */
function sampleHash(documents: Documents, index: number): number {
  const bytes = documents.literalBytes(index)
  const holder = documents.literalHolder(index)
  const start = documents.literalStart(index)
  let hash = Math.imul(bytes + 31 * (documents.image(index)?.length ?? 0), 0x9e3779b1)
  const step = bytes / samples
  for (let sample = 0; sample < samples; sample++) {
    hash = Math.imul(hash ^ (holder[start + Math.floor(sample * step + step / 2)] ?? 0), 0x85ebca6b)
    hash ^= hash >>> 15
  }
  return hash >>> 0
}
