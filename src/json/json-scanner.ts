import { isUtf8 } from 'node:buffer'
import { firstInvalidUtf8 } from './first-invalid-utf8.ts'
import { JsonSyntaxError, unexpected } from './json-syntax-error.ts'
import { NumberReader } from './number-reader.ts'
import { readKey } from './read-key.ts'
import type { SpanList } from './span-list.ts'
import { StringScanner } from './string-scanner.ts'
import { type StringWindow, sharedWindow } from './string-window.ts'
import { WindowedStringScanner } from './windowed-string-scanner.ts'

export type JsonKind = 'object' | 'array' | 'string' | 'number' | 'boolean' | 'null'

/** Objects and arrays open at once; bounds our own recursion. The one thing that JSON.parse accepts and we don't. */
export const maxDepth = 512

const quote = 0x22
const backslash = 0x5c
/** Bytes up to which looking for a backslash is cheaper than letting JSON.parse find none. */
const longText = 512
const comma = 0x2c
const colon = 0x3a
const openBracket = 0x5b
const closeBracket = 0x5d
const openBrace = 0x7b
const closeBrace = 0x7d
const digitNine = 0x39
const letterF = 0x66
const letterT = 0x74

const kinds = kindsByFirstByte({
  object: '{',
  array: '[',
  string: '"',
  number: '-0123456789',
  boolean: 'tf',
  null: 'n'
})

/**
 * A cursor that passes once over a JSON text and tells where its values lie, without decoding them. It accepts exactly the
 * bytes that JSON.parse accepts (as UTF-8, nested up to `maxDepth`) and throws a JsonSyntaxError on all others.
 *
 * A visitor is called with the cursor on the first byte of a value, which it may take in one way: `members`, `elements`,
 * `decode`, `skip` or, in an array, `strings`. What it doesn't take is skipped for it, so nothing goes unchecked or is read twice.
 */
export class JsonScanner {
  readonly #bytes: Buffer
  readonly #strings: StringScanner | WindowedStringScanner
  readonly #numbers = new NumberReader()
  #at = 0
  #depth = 0

  private constructor(bytes: Buffer, window: StringWindow | null) {
    this.#bytes = bytes
    this.#strings = window === null ? new StringScanner(bytes) : new WindowedStringScanner(bytes, window)
  }

  /**
   * Scans `bytes`, which must hold one JSON value and nothing else, and must not change meanwhile. Whether they are UTF-8 may
   * show only when the visitor has seen them all; nothing else is thrown then.
   */
  static scan(
    bytes: Buffer,
    onValue?: (scanner: JsonScanner) => void,
    window: StringWindow | null = sharedWindow()
  ): void {
    const scanner = new JsonScanner(bytes, window)
    try {
      scanner.#whole(onValue)
    } catch (error) {
      checkUtf8(bytes)
      throw error
    }
    // Outside of strings JSON has nothing but ASCII.
    if (!scanner.#strings.isAscii) checkUtf8(bytes)
  }

  #whole(onValue: ((scanner: JsonScanner) => void) | undefined): void {
    this.#nextByte()
    const start = this.#at
    onValue?.(this)
    if (this.#at === start) this.skip()
    if (this.#nextByte() !== undefined) throw this.#unexpected('the end')
  }

  /** The cursor, in bytes: where the value starts until it is taken, and where it ends right after. */
  get at(): number {
    return this.#at
  }

  /** What the value at the cursor is, going by its first byte. */
  kind(): JsonKind {
    const kind = kinds[this.#bytes[this.#at] ?? 0]
    if (kind === undefined) throw this.#unexpected('a value')
    return kind
  }

  /** Passes over the value and returns its end. The literal of an empty string is two bytes long, and no other is. */
  skip(): number {
    const byte = this.#bytes[this.#at]
    if (byte === quote) this.#at = this.#strings.end(this.#at)
    else if (byte === openBrace) this.members()
    else if (byte === openBracket) this.elements()
    else if (this.kind() === 'number') this.#skipNumber()
    else this.#skipWord()
    return this.#at
  }

  /** Takes the string at the cursor, and with it some of those that follow in its array: `most` of them at most. */
  strings(onto: SpanList, most: number): void {
    this.#at = this.#strings.strings(this.#at, onto, most)
  }

  /** Decodes the value as JSON.parse would; undefined, which no JSON is, where it takes more than `mostBytes`. */
  decode(mostBytes: number = Number.MAX_SAFE_INTEGER): unknown {
    const start = this.#at
    const first = this.#bytes[start]
    const end = this.skip()
    if (end - start > mostBytes) return undefined
    if (first === quote && !this.#hasEscape(start, end)) return this.#bytes.toString('utf8', start + 1, end - 1)
    if (first === letterT || first === letterF) return first === letterT
    if (first !== undefined && first <= digitNine && first !== quote) return this.#numbers.value
    return JSON.parse(this.#bytes.toString('utf8', start, end))
  }

  /** Decodes as `decode` does a string that is the same in many texts, without making it anew. */
  decodeName(mostBytes: number = Number.MAX_SAFE_INTEGER): unknown {
    const start = this.#at
    if (this.#bytes[start] !== quote) return this.decode(mostBytes)
    const end = this.skip()
    return end - start > mostBytes ? undefined : readKey(this.#bytes, start, end)
  }

  #hasEscape(start: number, end: number): boolean {
    if (end - start > longText) return true
    for (let at = start + 1; at < end; at++) {
      if (this.#bytes[at] === backslash) return true
    }
    return false
  }

  /**
   * Takes an object: calls `onMember` at each value, with the decoded key. A key that comes twice is told twice; JSON.parse
   * keeps the last.
   */
  members(onMember?: (key: string) => void): void {
    this.#open(openBrace, 'an object')
    if (this.#nextByte() !== closeBrace) {
      do this.#member(onMember)
      while (this.#hasMore(closeBrace, '"," or "}"'))
    }
    this.#close()
  }

  /** Takes an array: calls `onElement` at each value, or at each that `strings` has not taken with others. */
  elements(onElement?: () => void): void {
    this.#open(openBracket, 'an array')
    if (this.#nextByte() !== closeBracket) {
      do {
        const start = this.#at
        onElement?.()
        if (this.#at === start) this.skip()
      } while (this.#hasMore(closeBracket, '"," or "]"'))
    }
    this.#close()
  }

  #member(onMember: ((key: string) => void) | undefined): void {
    const keyStart = this.#at
    if (this.#bytes[keyStart] !== quote) throw this.#unexpected('a key in double quotes')
    const keyEnd = this.#strings.end(keyStart)
    this.#at = keyEnd
    if (this.#nextByte() !== colon) throw this.#unexpected('":"')
    this.#at++
    this.#nextByte()
    const start = this.#at
    if (onMember !== undefined) onMember(readKey(this.#bytes, keyStart, keyEnd))
    if (this.#at === start) this.skip()
  }

  #open(bracket: number, expected: string): void {
    if (this.#bytes[this.#at] !== bracket) throw this.#unexpected(expected)
    if (this.#depth++ === maxDepth) {
      throw new JsonSyntaxError(`nested deeper than ${maxDepth} levels`, this.#bytes, this.#at)
    }
    this.#at++
  }

  #close(): void {
    this.#depth--
    this.#at++
  }

  /** Moves behind the comma to what follows it, or stays on the closing bracket. */
  #hasMore(close: number, expected: string): boolean {
    const byte = this.#nextByte()
    if (byte === close) return false
    if (byte !== comma) throw this.#unexpected(expected)
    this.#at++
    this.#nextByte()
    return true
  }

  #skipNumber(): void {
    const end = this.#numbers.read(this.#bytes, this.#at)
    if (end < 0) throw unexpected('a digit', this.#bytes, ~end)
    this.#at = end
  }

  /** Passes over `true`, `false` or `null`. */
  #skipWord(): void {
    const first = this.#bytes[this.#at]
    const word = first === letterT ? 'true' : first === letterF ? 'false' : 'null'
    for (let index = 0; index < word.length; index++, this.#at++) {
      if (this.#bytes[this.#at] !== word.charCodeAt(index)) throw this.#unexpected(word)
    }
  }

  /** Passes over white space and returns the byte behind it; undefined when the bytes have ended. */
  #nextByte(): number | undefined {
    let byte = this.#bytes[this.#at]
    // Said first because most JSON comes without white space.
    if (byte === undefined || byte > 0x20) return byte
    while (byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09) byte = this.#bytes[++this.#at]
    return byte
  }

  #unexpected(expected: string): JsonSyntaxError {
    return unexpected(expected, this.#bytes, this.#at)
  }
}

function checkUtf8(bytes: Buffer): void {
  if (!isUtf8(bytes)) throw new JsonSyntaxError('invalid UTF-8', bytes, firstInvalidUtf8(bytes))
}

function kindsByFirstByte(firstBytes: Record<JsonKind, string>): readonly (JsonKind | undefined)[] {
  const table = new Array<JsonKind | undefined>(256).fill(undefined)
  for (const kind of Object.keys(firstBytes) as JsonKind[]) {
    for (const byte of Buffer.from(firstBytes[kind])) table[byte] = kind
  }
  return table
}
