/** The bytes are not JSON. `offset` is where reading stopped, in bytes from 0; the message says it in lines and columns too. */
export class JsonSyntaxError extends Error {
  override readonly name = 'JsonSyntaxError'
  readonly offset: number

  constructor(what: string, bytes: Buffer, offset: number) {
    super(`${what} at byte ${offset} (${lineAndColumn(bytes, offset)})`)
    this.offset = offset
  }
}

/** The error for the byte at `offset`, where only `expected` may stand. Shows that one character and no more of the content. */
export function unexpected(expected: string, bytes: Buffer, offset: number): JsonSyntaxError {
  if (offset >= bytes.length) return new JsonSyntaxError('unexpected end of JSON', bytes, bytes.length)
  return new JsonSyntaxError(`expected ${expected} but found ${characterAt(bytes, offset)}`, bytes, offset)
}

/** `"x"` for what can be seen, `U+FEFF` for everything else. */
function characterAt(bytes: Buffer, offset: number): string {
  // A UTF-8 sequence is 4 bytes at most.
  const codePoint = bytes.toString('utf8', offset, offset + 4).codePointAt(0) ?? 0
  if (codePoint > 0x20 && codePoint < 0x7f) return `"${String.fromCodePoint(codePoint)}"`
  return `U+${codePoint.toString(16).toUpperCase().padStart(4, '0')}`
}

/** Both from 1; columns count characters, so continuation bytes (10xxxxxx) don't count. */
function lineAndColumn(bytes: Buffer, offset: number): string {
  let line = 1
  let column = 1
  for (let at = 0; at < offset; at++) {
    const byte = bytes[at] as number
    if (byte === 0x0a) {
      line++
      column = 1
    } else if ((byte & 0xc0) !== 0x80) {
      column++
    }
  }
  return `line ${line}, column ${column}`
}
