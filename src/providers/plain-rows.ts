import { NumberReader } from '../json/number-reader.ts'

const quote = 0x22
const comma = 0x2c
const colon = 0x3a
const openBracket = 0x5b
const closeBracket = 0x5d
const openBrace = 0x7b
const closeBrace = 0x7d

/** Takes a row as it was read. */
export type TakeRow = (index: number, score: number) => void

/**
 * Reads a list of rows in the form that nearly all have: each an object of two numbers, the index and a score. It is
 * never wrong and says nothing of lists in any other form, which are left to JSON.parse.
 */
export class PlainRows {
  readonly #bytes: Buffer
  readonly #scoreNames: readonly string[]
  readonly #numbers = new NumberReader()
  #at = 0

  /** @param scoreNames what a score may be called */
  constructor(bytes: Buffer, scoreNames: readonly string[]) {
    this.#bytes = bytes
    this.#scoreNames = scoreNames
  }

  /** @returns the offset behind the list that opens at `start`, undefined where it is of another form */
  read(start: number, take: TakeRow): number | undefined {
    this.#at = start
    if (!this.#passes(openBracket)) return undefined
    if (this.#passes(closeBracket)) return this.#at
    do {
      if (!this.#passesRow(take)) return undefined
    } while (this.#passes(comma))
    return this.#passes(closeBracket) ? this.#at : undefined
  }

  #passesRow(take: TakeRow): boolean {
    if (!this.#passes(openBrace)) return false
    const isIndexFirst = this.#passesKey('index')
    if (!isIndexFirst && !this.#passesScoreKey()) return false
    if (!this.#passesNumber()) return false
    const first = this.#numbers.value
    if (!this.#passes(comma) || !(isIndexFirst ? this.#passesScoreKey() : this.#passesKey('index'))) return false
    if (!this.#passesNumber() || !this.#passes(closeBrace)) return false
    const second = this.#numbers.value
    if (isIndexFirst) take(first, second)
    else take(second, first)
    return true
  }

  #passesScoreKey(): boolean {
    const names = this.#scoreNames
    for (let each = 0; each < names.length; each++) if (this.#passesKey(names[each] as string)) return true
    return false
  }

  /** A key written without escapes, and its colon. */
  #passesKey(key: string): boolean {
    const bytes = this.#bytes
    const start = afterSpace(bytes, this.#at) + 1
    const end = start + key.length
    if (bytes[start - 1] !== quote || bytes[end] !== quote) return false
    for (let at = 0; at < key.length; at++) if (bytes[start + at] !== key.charCodeAt(at)) return false
    const next = afterSpace(bytes, end + 1)
    if (bytes[next] !== colon) return false
    this.#at = next + 1
    return true
  }

  /** Any number; `#numbers` holds it then. */
  #passesNumber(): boolean {
    const end = this.#numbers.read(this.#bytes, afterSpace(this.#bytes, this.#at))
    if (end < 0) return false
    this.#at = end
    return true
  }

  #passes(byte: number): boolean {
    const at = afterSpace(this.#bytes, this.#at)
    if (this.#bytes[at] !== byte) return false
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
