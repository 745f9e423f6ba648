import { numberEnd } from '../json/number-end.ts'
import { numberValue } from '../json/number-value.ts'
import { readKey } from '../json/read-key.ts'

const quote = 0x22
const backslash = 0x5c
const comma = 0x2c
const colon = 0x3a
const openBracket = 0x5b
const closeBracket = 0x5d
const openBrace = 0x7b
const closeBrace = 0x7d

/** Takes a row as it was read. */
export type TakeRow = (index: number, score: number) => void

/**
 * Reads a list of rows in the form that nearly all have: each an object of two numbers, the index and a score. It is never
 * wrong and says nothing of lists in any other form, which are left to JSON.parse.
 */
export class PlainRows {
  readonly #bytes: Buffer
  readonly #scoreNames: readonly string[]
  #at = 0
  #index: number | undefined
  #score: number | undefined

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
      if (!this.#readRow() || this.#index === undefined || this.#score === undefined) return undefined
      take(this.#index, this.#score)
    } while (this.#passes(comma))
    return this.#passes(closeBracket) ? this.#at : undefined
  }

  #readRow(): boolean {
    this.#index = undefined
    this.#score = undefined
    if (!this.#passes(openBrace)) return false
    do {
      const name = this.#key()
      if (name === undefined || !this.#passes(colon)) return false
      const value = this.#number()
      if (value === undefined) return false
      if (name === 'index' && this.#index === undefined) this.#index = value
      else if (this.#scoreNames.includes(name) && this.#score === undefined) this.#score = value
      else return false
    } while (this.#passes(comma))
    return this.#passes(closeBrace)
  }

  /** Printable ASCII without escapes; of anything else nothing is known. */
  #key(): string | undefined {
    const start = this.#afterSpace()
    if (this.#bytes[start] !== quote) return undefined
    for (let at = start + 1; at < this.#bytes.length; at++) {
      const byte = this.#bytes[at] as number
      if (byte === quote) {
        this.#at = at + 1
        return readKey(this.#bytes, start, this.#at)
      }
      if (byte < 0x20 || byte > 0x7e || byte === backslash) return undefined
    }
    return undefined
  }

  #number(): number | undefined {
    const start = this.#afterSpace()
    const end = numberEnd(this.#bytes, start)
    if (end < 0) return undefined
    this.#at = end
    return numberValue(this.#bytes, start, end)
  }

  /** Whether `byte` comes next, white space aside. It is passed over then. */
  #passes(byte: number): boolean {
    const at = this.#afterSpace()
    if (this.#bytes[at] !== byte) return false
    this.#at = at + 1
    return true
  }

  #afterSpace(): number {
    let at = this.#at
    let byte = this.#bytes[at]
    while (byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09) byte = this.#bytes[++at]
    return at
  }
}
