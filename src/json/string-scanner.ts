import { unexpected } from './json-syntax-error.ts'
import type { SpanList } from './span-list.ts'
import { controlCharacter, escapeEnd } from './string-escapes.ts'

const quote = 0x22
const backslash = 0x5c

/** Bytes looked at one by one before words are: most keys end within them, and so do texts that are all escapes. */
const nearBytes = 8

/** Finds where string literals end, four bytes at a time: for where there is no `StringWindow`. */
export class StringScanner {
  readonly #bytes: Buffer
  /** The same memory as aligned words, from `#wordsFrom` on: a Buffer may begin at an odd address. */
  readonly #words: Int32Array
  readonly #wordsFrom: number

  constructor(bytes: Buffer) {
    this.#bytes = bytes
    this.#wordsFrom = -bytes.byteOffset & 3
    const wordCount = bytes.length < 8 ? 0 : (bytes.length - this.#wordsFrom) >>> 2
    this.#words = new Int32Array(bytes.buffer, wordCount === 0 ? 0 : bytes.byteOffset + this.#wordsFrom, wordCount)
  }

  /** Of what was scanned. It is not looked at. */
  readonly isAscii = false

  /** Takes the literal at `start`, and gives where it ends. */
  strings(start: number, onto: SpanList): number {
    const end = this.end(start)
    onto.push(start, end)
    return end
  }

  /** The offset behind the closing quote of the literal whose opening quote stands at `start`. */
  end(start: number): number {
    const bytes = this.#bytes
    const length = bytes.length
    let at = start + 1
    while (at < length) {
      const aligned = at + nearBytes + ((this.#wordsFrom - at) & 3)
      const near = Math.min(aligned, length)
      let byte = 0
      while (at < near) {
        byte = bytes[at] as number
        if (byte === quote) return at + 1
        if (byte === backslash) break
        if (byte < 0x20) throw controlCharacter(bytes, at)
        at++
      }
      if (byte === backslash) at = escapeEnd(bytes, at)
      else if (at < length) at = this.#plainEnd(at)
    }
    throw unexpected('a closing quote', bytes, length)
  }

  /**
   * Skips words that hold neither quote, backslash nor control character; stops at or shortly before the first that does.
   * `at` must be aligned. Each byte lane is tested by the carry of a subtraction (a byte >= 0x80 never borrows): xor with
   * 2 makes the quote the one printable character below 0x21, and xor with the backslash makes that the one zero. Neither
   * touches the bit that tells bytes >= 0x80, so one mask of the word does for both.
   */
  #plainEnd(at: number): number {
    const words = this.#words
    const lastFour = words.length - 3
    let index = (at - this.#wordsFrom) >>> 2
    for (; index < lastFour; index += 4) {
      const a = words[index] as number
      const b = words[index + 1] as number
      const c = words[index + 2] as number
      const d = words[index + 3] as number
      const left =
        ((((a ^ 0x02_02_02_02) - 0x21_21_21_21) | ((a ^ 0x5c_5c_5c_5c) - 0x01_01_01_01)) & ~a) |
        ((((b ^ 0x02_02_02_02) - 0x21_21_21_21) | ((b ^ 0x5c_5c_5c_5c) - 0x01_01_01_01)) & ~b)
      const right =
        ((((c ^ 0x02_02_02_02) - 0x21_21_21_21) | ((c ^ 0x5c_5c_5c_5c) - 0x01_01_01_01)) & ~c) |
        ((((d ^ 0x02_02_02_02) - 0x21_21_21_21) | ((d ^ 0x5c_5c_5c_5c) - 0x01_01_01_01)) & ~d)
      if (((left | right) & 0x80_80_80_80) !== 0) {
        if ((left & 0x80_80_80_80) === 0) index += 2
        break
      }
    }
    return index * 4 + this.#wordsFrom
  }
}
