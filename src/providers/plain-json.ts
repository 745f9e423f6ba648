import { NumberReader } from '../json/number-reader.ts'
import { readKey } from '../json/read-key.ts'

const quote = 0x22
const colon = 0x3a
const backslash = 0x5c
const firstPrintable = 0x20
const lastAscii = 0x7e

/**
 * A place in JSON text, moved on over what is expected there, in the form that nearly all JSON has: keys in ASCII and without
 * escapes. It is never wrong, and says nothing of JSON in another form, which is left to JSON.parse.
 */
export class PlainJson {
  readonly #bytes: Buffer
  readonly #numbers = new NumberReader()
  #at: number

  constructor(bytes: Buffer, start: number) {
    this.#bytes = bytes
    this.#at = start
  }

  /** Where what was passed ends. */
  get at(): number {
    return this.#at
  }

  /** The number that was passed last. */
  get number(): number {
    return this.#numbers.value
  }

  get isAtEnd(): boolean {
    return afterSpace(this.#bytes, this.#at) === this.#bytes.length
  }

  /** This byte, and the white space before it, as in all that follow. */
  passes(byte: number): boolean {
    const at = afterSpace(this.#bytes, this.#at)
    if (this.#bytes[at] !== byte) return false
    this.#at = at + 1
    return true
  }

  /** The very bytes that were passed from `from` to `to`; of none, nothing is. */
  passesAgain(from: number, to: number): boolean {
    const bytes = this.#bytes
    const ahead = this.#at - from
    for (let at = from; at < to; at++) if (bytes[at + ahead] !== bytes[at]) return false
    this.#at = to + ahead
    return to > from
  }

  /** To a place that was passed. */
  returnTo(at: number): void {
    this.#at = at
  }

  /** Any number; `number` holds it then. */
  passesNumber(): boolean {
    const end = this.#numbers.read(this.#bytes, afterSpace(this.#bytes, this.#at))
    if (end < 0) return false
    this.#at = end
    return true
  }

  /** This key, and its colon. */
  passesKey(key: string): boolean {
    const bytes = this.#bytes
    const start = afterSpace(bytes, this.#at) + 1
    const end = start + key.length
    if (bytes[start - 1] !== quote || bytes[end] !== quote) return false
    for (let at = 0; at < key.length; at++) if (bytes[start + at] !== key.charCodeAt(at)) return false
    return this.#passesColon(end + 1)
  }

  /** Any key, and its colon; undefined where there is none. */
  passedKey(): string | undefined {
    const bytes = this.#bytes
    const start = afterSpace(bytes, this.#at)
    if (bytes[start] !== quote) return undefined
    let at = start + 1
    for (let byte = bytes[at]; byte !== quote; byte = bytes[++at]) {
      if (byte === undefined || byte === backslash || byte < firstPrintable || byte > lastAscii) return undefined
    }
    return this.#passesColon(at + 1) ? readKey(bytes, start, at + 1) : undefined
  }

  #passesColon(start: number): boolean {
    const at = afterSpace(this.#bytes, start)
    if (this.#bytes[at] !== colon) return false
    this.#at = at + 1
    return true
  }
}

function afterSpace(bytes: Buffer, start: number): number {
  let at = start
  let byte = bytes[at] as number
  // Said first because most JSON comes without white space.
  if (byte > 0x20) return at
  while (byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09) byte = bytes[++at] as number
  return at
}
