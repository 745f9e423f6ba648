import { sharedWindow } from '../json/string-window.ts'
import { writeAscii } from '../json/write-ascii.ts'

/** Where the documents of a request lie in its body, as the scanner found them. */
export interface DocumentSpans {
  /** The request body (or any buffer) that the spans point into. */
  readonly bytes: Buffer
  /** `[start, end)` of each document's text as a JSON string literal, quotes included; start equals end where it has no text. */
  readonly spans: ArrayLike<number>
  /** Literals that stand nowhere in `bytes`, by document index: an object's chosen fields written as text. */
  readonly written?: ReadonlyMap<number, Buffer>
  /** Data URLs of documents that carry an image, by document index. */
  readonly images?: ReadonlyMap<number, string>
}

/**
 * The documents of one request, carried as the raw JSON they arrived in. Nothing is decoded until somebody must read it;
 * providers splice the literals into their own bodies.
 */
export class Documents {
  readonly count: number
  readonly #bytes: Buffer
  readonly #spans: ArrayLike<number>
  readonly #written: ReadonlyMap<number, Buffer> | undefined
  readonly #images: ReadonlyMap<number, string> | undefined
  /** Once it was asked for, which happens several times. */
  #totalLiteralBytes: number | undefined

  constructor(carried: DocumentSpans) {
    this.#bytes = carried.bytes
    this.#spans = carried.spans
    this.#written = carried.written
    this.#images = carried.images
    this.count = carried.spans.length / 2
  }

  /** Documents that came as texts rather than in a request body. */
  static of(texts: readonly string[]): Documents {
    const literals = texts.map((text) => Buffer.from(JSON.stringify(text)))
    const spans: number[] = []
    let end = 0
    for (const { length } of literals) {
      spans.push(end, end + length)
      end += length
    }
    return new Documents({ bytes: Buffer.concat(literals, end), spans })
  }

  get hasImages(): boolean {
    return this.#images !== undefined && this.#images.size > 0
  }

  /**
   * Some of the documents, in the order that is asked for, over the same bytes: nothing is copied, so a subset lives as
   * long as the buffer that this list points into.
   */
  subset(indexes: ArrayLike<number>): Documents {
    const spans = new Uint32Array(2 * indexes.length)
    const written = this.#written && new Map<number, Buffer>()
    const images = this.#images && new Map<number, string>()
    for (let at = 0; at < indexes.length; at++) {
      const index = indexes[at] ?? 0
      spans[2 * at] = this.#start(index)
      spans[2 * at + 1] = this.#end(index)
      const literal = this.#written?.get(index)
      if (literal !== undefined) written?.set(at, literal)
      const image = this.#images?.get(index)
      if (image !== undefined) images?.set(at, image)
    }
    return new Documents({
      bytes: this.#bytes,
      spans,
      ...(written === undefined ? {} : { written }),
      ...(images === undefined ? {} : { images })
    })
  }

  /** The same list with other texts, as JSON string literals, in some places. */
  withWritten(literals: ReadonlyMap<number, Buffer>): Documents {
    return new Documents({
      bytes: this.#bytes,
      spans: this.#spans,
      written: new Map([...(this.#written ?? []), ...literals]),
      ...(this.#images === undefined ? {} : { images: this.#images })
    })
  }

  /** The documents `[start, end)`, as a subset. */
  slice(start: number, end: number): Documents {
    return this.subset(Uint32Array.from({ length: end - start }, (_, at) => start + at))
  }

  /** Bytes of the document's text as a JSON string literal, quotes included; 0 when it has no text. */
  literalBytes(index: number): number {
    const written = this.#written?.get(index)
    return written === undefined ? this.#end(index) - this.#start(index) : written.length
  }

  /** The sum of `literalBytes` over all documents. */
  totalLiteralBytes(): number {
    if (this.#totalLiteralBytes !== undefined) return this.#totalLiteralBytes
    let total = 0
    for (let index = 0; index < this.count; index++) total += this.literalBytes(index)
    this.#totalLiteralBytes = total
    return total
  }

  /** Bytes of all that the documents hold, texts and images. */
  totalBytes(): number {
    let total = this.totalLiteralBytes()
    for (const image of this.#images?.values() ?? []) total += image.length
    return total
  }

  /** Writes the document's JSON string literal at `offset` and returns the offset behind it. */
  copyLiteral(index: number, target: Buffer, offset: number): number {
    const written = this.#written?.get(index)
    if (written !== undefined) return offset + written.copy(target, offset)
    return offset + this.#bytes.copy(target, offset, this.#start(index), this.#end(index))
  }

  /** Writes all literals at `offset`, `separator` (ASCII) between any two, and returns the offset behind them. */
  joinLiterals(separator: string, target: Buffer, offset: number): number {
    let end = this.copyLiteral(0, target, offset)
    let index = 1
    if (this.#written === undefined || this.#written.size === 0) {
      const joined = sharedWindow()?.join(this.#bytes, this.#spans, 1, separator, target, end)
      if (joined !== undefined) ({ pairs: index, end } = joined)
    }
    for (; index < this.count; index++) end = this.copyLiteral(index, target, writeAscii(separator, target, end))
    return end
  }

  /** The buffer that holds the document's literal, from `literalStart` on. */
  literalHolder(index: number): Buffer {
    return this.#written?.get(index) ?? this.#bytes
  }

  literalStart(index: number): number {
    return this.#written?.has(index) === true ? 0 : this.#start(index)
  }

  /** Whether two documents are the same, byte for byte and image for image. */
  areEqual(one: number, other: number): boolean {
    const bytes = this.literalBytes(one)
    if (bytes !== this.literalBytes(other) || this.image(one) !== this.image(other)) return false
    const start = this.literalStart(one)
    const otherStart = this.literalStart(other)
    const holder = this.literalHolder(one)
    return holder.compare(this.literalHolder(other), otherStart, otherStart + bytes, start, start + bytes) === 0
  }

  /** The document's JSON string literal, a character for each byte; empty when it has no text. */
  literalLatin1(index: number): string {
    const written = this.#written?.get(index)
    if (written !== undefined) return written.toString('latin1')
    return this.#bytes.toString('latin1', this.#start(index), this.#end(index))
  }

  /** The beginning of the document's JSON string literal, without its quote; it may end within a character or an escape. */
  literalHead(index: number, mostBytes: number): string {
    const start = this.literalStart(index)
    const end = start + Math.min(this.literalBytes(index), 1 + mostBytes)
    return this.literalHolder(index).toString('utf8', start + 1, end)
  }

  /** The document's text, decoded; undefined when it is an image alone. */
  text(index: number): string | undefined {
    if (this.literalBytes(index) === 0) return undefined
    const literal = this.#written?.get(index) ?? this.#bytes.subarray(this.#start(index), this.#end(index))
    return JSON.parse(literal.toString()) as string
  }

  /** The document's image as a data URL. */
  image(index: number): string | undefined {
    return this.#images?.get(index)
  }

  #start(index: number): number {
    return this.#spans[2 * index] ?? 0
  }

  #end(index: number): number {
    return this.#spans[2 * index + 1] ?? 0
  }
}
