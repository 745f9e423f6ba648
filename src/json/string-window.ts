import { Arena } from '../buffers/arena.ts'
import { instantiate, type WasmMemory } from '../wasm/instantiate.ts'
import type { SpanList } from './span-list.ts'
import { hexDigits, simpleEscapes, whiteSpace } from './string-escapes.ts'
import { lineBytes, overreach, stringLayout, stringModule } from './string-module.ts'

interface StringExports extends WasmMemory {
  scan(at: number): number
  join(span: number, spansEnd: number, shift: number, target: number, limit: number, separator: number): number
  strings(at: number, span: number, limit: number, textEnd: number, shift: number): number
}

/** How many pairs of all were written, and where the last text ends. */
interface Joined {
  readonly pairs: number
  readonly end: number
}

/** A block's bits. */
const seenWords = 4
const spanBytes = 8
/** Spans that are told at once. */
const mostSpans = stringLayout.spansBytes / spanBytes

/**
 * What the vector code looks at: a text that lies in its memory, or a piece of another, which is copied there. One for all texts, since
 * scanning one is never interrupted for long.
 */
export class StringWindow {
  /** Of the text at most, where it lies elsewhere. */
  readonly size: number
  /** For texts that are not to be copied, and what is joined of them. */
  readonly arena: Arena
  readonly #wasm: StringExports
  readonly #memory: Buffer
  readonly #words: Uint32Array
  #text: Buffer | undefined
  /** What of the text is looked at, and how many bytes into the memory the text begins, or would. */
  #from = 0
  #to = 0
  #shift = 0
  /** Where a scan from `#knownFrom` on stops. */
  #knownFrom = -1
  #knownStop = -1

  /**
   * @param size smaller in tests, so that short texts have borders too
   * @throws where there is no WebAssembly with vectors
   */
  constructor(size: number = stringLayout.windowBytes) {
    this.size = size
    this.#wasm = instantiate<StringExports>(stringModule())
    const { buffer } = this.#wasm.memory
    this.#memory = Buffer.from(buffer)
    this.#words = new Uint32Array(buffer, 0, stringLayout.window / 4)
    this.arena = new Arena(buffer, stringLayout.texts, stringLayout.textsBytes)
    this.#memory.set(simpleEscapes, stringLayout.simpleEscapes)
    this.#memory.set(hexDigits, stringLayout.hexDigits)
    this.#memory.set(whiteSpace, stringLayout.whiteSpace)
  }

  /**
   * Where from `at` on a quote, a control character or a wrong escape stands first; or the end of what was looked at, which is
   * the text's own end or a place to go on from.
   */
  scan(text: Buffer, at: number): number {
    this.#show(text, at)
    if (at === this.#knownFrom) return this.#knownStop
    return this.#withinText(this.#wasm.scan(at + this.#shift))
  }

  /**
   * Takes the string literal at `at`, and those that follow with nothing but commas and white space between, `most` of them or fewer.
   * @returns where the last one ends; `at` where not even the first does
   */
  strings(text: Buffer, at: number, onto: SpanList, most: number): number {
    this.#show(text, at)
    const behind = this.#take(at, onto, most)
    if (behind > at || this.#from === at || this.#to === text.length) return behind
    // It may end in the next piece.
    this.#copy(text, at)
    return this.#take(at, onto, most)
  }

  /**
   * Writes `separator`, ASCII of at most 16 characters, and a text for each pair of offsets into `source`, from the pair `first` on, one
   * behind the other into `target` from `start` on. Leaves out the last few, which end too near to the end of `target`, and all of them
   * where one of the two buffers is not of the arena.
   */
  join(
    source: Buffer,
    offsets: ArrayLike<number>,
    first: number,
    separator: string,
    target: Buffer,
    start: number
  ): Joined {
    const { buffer } = this.#memory
    const pairs = offsets.length / 2
    let joined: Joined = { pairs: first, end: start }
    if (source.buffer !== buffer || target.buffer !== buffer || separator.length > stringLayout.separatorBytes)
      return joined
    this.#memory.write(separator, stringLayout.separator)
    for (let told = mostSpans; told === mostSpans && joined.pairs < pairs; ) {
      const before = joined.pairs
      joined = this.#joinSome(source, offsets, before, separator.length, target, joined.end)
      told = joined.pairs - before
    }
    return joined
  }

  /** Whether all bytes that were passed since the last `forget` are ASCII. May say no because of one that was not yet passed. */
  get isAscii(): boolean {
    let bits = 0
    for (let word = 0; word < seenWords; word++) bits |= this.#words[stringLayout.seen / 4 + word] as number
    return (bits & 0x80_80_80_80) === 0
  }

  /** What was looked at before may have changed since. */
  forget(): void {
    this.#text = undefined
    for (let word = 0; word < seenWords; word++) this.#words[stringLayout.seen / 4 + word] = 0
  }

  #joinSome(
    { byteOffset: shift }: Buffer,
    offsets: ArrayLike<number>,
    first: number,
    separatorBytes: number,
    target: Buffer,
    start: number
  ): Joined {
    const { spans, spansEnd } = stringLayout
    const words = this.#words
    const pairs = Math.min(mostSpans, offsets.length / 2 - first)
    for (let at = 0; at < 2 * pairs; at++) words[spans / 4 + at] = offsets[2 * first + at] as number
    const { byteOffset, length } = target
    const limit = byteOffset + length - lineBytes
    const end = this.#wasm.join(spans, spans + spanBytes * pairs, shift, byteOffset + start, limit, separatorBytes)
    return { pairs: first + ((words[spansEnd / 4] as number) - spans) / spanBytes, end: end - byteOffset }
  }

  #take(at: number, onto: SpanList, most: number): number {
    const { spans, spansEnd, stop } = stringLayout
    const limit = spans + spanBytes * Math.min(most, mostSpans)
    const shift = this.#shift
    const behind = this.#wasm.strings(at + shift, spans, limit, this.#to + shift, shift) - shift
    const words = this.#words
    const endWord = (words[spansEnd / 4] as number) / 4
    for (let word = spans / 4; word < endWord; word += 2) onto.push(words[word] as number, words[word + 1] as number)
    const stopsAt = this.#withinText(words[stop / 4] as number)
    if (behind === at && stopsAt > at) {
      this.#knownFrom = at + 1
      this.#knownStop = stopsAt
    }
    return behind
  }

  /** Behind a text in the arena lies whatever did before, and one that does not end as it should goes on there. */
  #withinText(address: number): number {
    return Math.min(this.#to, address - this.#shift)
  }

  #show(text: Buffer, at: number): void {
    if (this.#text === text && at >= this.#from && at < this.#to) return
    if (text.buffer === this.#memory.buffer) this.#look(text, 0, text.length, text.byteOffset)
    else this.#copy(text, at)
  }

  #copy(text: Buffer, from: number): void {
    const copied = text.copy(this.#memory, stringLayout.window, from, from + this.size)
    const end = stringLayout.window + copied
    // A control character, at which every scan ends; after it whatever a last step reads.
    this.#memory.fill(0, end, end + overreach)
    this.#look(text, from, from + copied, stringLayout.window - from)
  }

  #look(text: Buffer, from: number, to: number, shift: number): void {
    this.#text = text
    this.#from = from
    this.#to = to
    this.#shift = shift
    this.#knownFrom = -1
  }
}

/** Null where there can be none. */
let shared: StringWindow | null | undefined

/** The one of this process, made when it is first needed; null where there can be none. */
export function sharedWindow(): StringWindow | null {
  if (shared === undefined) {
    try {
      shared = new StringWindow()
    } catch {
      // `node --jitless` has no WebAssembly: scanning without is slower, and all the same.
      shared = null
    }
  }
  return shared
}
