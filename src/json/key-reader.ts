const backslash = 0x5c
/** 64 slots: more different keys in one text are rare, and only cost a decoding each. */
const slotBits = 6

/** A key that was read before, where it stands without its quotes, and what it decodes to. */
interface KnownKey {
  readonly from: number
  readonly length: number
  readonly key: string
}

/** Decodes member keys. Documents that are objects repeat theirs thousands of times: comparing bytes beats decoding them. */
export class KeyReader {
  readonly #bytes: Buffer
  readonly #known: (KnownKey | undefined)[] = []

  constructor(bytes: Buffer) {
    this.#bytes = bytes
  }

  /** The key whose literal stands at `[start, end)`, quotes included. */
  read(start: number, end: number): string {
    const from = start + 1
    const length = end - 1 - from
    const slot = this.#slot(from, length)
    let known = this.#known[slot]
    if (known === undefined || known.length !== length || !this.#sameBytes(known.from, from, length)) {
      known = { from, length, key: this.#decode(start, end) }
      this.#known[slot] = known
    }
    return known.key
  }

  /** FNV-1a, of which the upper bits are mixed best. */
  #slot(from: number, length: number): number {
    let hash = 0x811c9dc5
    for (let at = from; at < from + length; at++) hash = Math.imul(hash ^ (this.#bytes[at] as number), 0x01000193)
    return hash >>> (32 - slotBits)
  }

  #sameBytes(one: number, other: number, length: number): boolean {
    const bytes = this.#bytes
    for (let at = 0; at < length; at++) {
      if (bytes[one + at] !== bytes[other + at]) return false
    }
    return true
  }

  /** As a literal by itself: of a whole object, V8's JSON.parse misreads some escaped keys (nodejs/node#63785). */
  #decode(start: number, end: number): string {
    const bytes = this.#bytes
    for (let at = start + 1; at < end; at++) {
      if (bytes[at] === backslash) return JSON.parse(bytes.toString('utf8', start, end)) as string
    }
    return bytes.toString('utf8', start + 1, end - 1)
  }
}
