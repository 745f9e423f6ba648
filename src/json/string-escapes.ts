import { JsonSyntaxError, unexpected } from './json-syntax-error.ts'

const letterU = 0x75

/** A 1 for each byte that may follow a backslash by itself. */
export const simpleEscapes = bytesIn('"\\/bfnrt')
/** A 1 for each hexadecimal digit. */
export const hexDigits = bytesIn('0123456789abcdefABCDEF')
/** A 1 for each byte that may stand between JSON's tokens. */
export const whiteSpace = bytesIn(' \n\r\t')

/**
 * The offset behind the escape whose backslash stands at `at`. Lone surrogates pass, as they do in JSON.parse.
 * @throws JsonSyntaxError for one that is none
 */
export function escapeEnd(bytes: Buffer, at: number): number {
  const letter = bytes[at + 1] ?? 0
  if (simpleEscapes[letter] === 1) return at + 2
  if (letter !== letterU) throw unexpected('one of "\\/bfnrtu after a backslash', bytes, at + 1)
  for (let digit = at + 2; digit < at + 6; digit++) {
    if (hexDigits[bytes[digit] ?? 0] !== 1) throw unexpected('four hexadecimal digits after \\u', bytes, digit)
  }
  return at + 6
}

/** The error for a control character inside a string. */
export function controlCharacter(bytes: Buffer, at: number): JsonSyntaxError {
  const code = (bytes[at] as number).toString(16).padStart(4, '0')
  return new JsonSyntaxError(`control character in a string, which must be written as \\u${code},`, bytes, at)
}

/** A table with 1 for each byte of `characters`. */
function bytesIn(characters: string): Uint8Array {
  const table = new Uint8Array(256)
  for (const byte of Buffer.from(characters)) table[byte] = 1
  return table
}
