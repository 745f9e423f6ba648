const quote = 0x22
const backslash = 0x5c
const space = 0x20
/** Bytes that are copied one by one before all others at once, which is a call out of JavaScript: most keys end within them. */
const nearBytes = 32

/** What is written takes at most so many times the bytes that it is made of. */
export const mostGrowth = 2

/**
 * Writes the JSON at `[start, end)`, which must be valid, as a model should read it: without white space outside of strings, and
 * with strings spelled plainly, letters instead of their escapes. All else is as it was: numbers, the order of members, keys
 * that come twice. It is written as the inside of a string literal, at `offset` of `target`.
 * @returns the offset behind it
 */
export function compactJson(bytes: Buffer, start: number, end: number, target: Buffer, offset: number): number {
  let to = offset
  for (let at = start; at < end; ) {
    const byte = bytes[at] as number
    if (byte !== quote) {
      if (byte > space) target[to++] = byte
      at++
      continue
    }
    const from = to
    const open = at
    to = writeQuote(target, to)
    let inside = bytes[++at] as number
    for (const near = at + nearBytes; at < near && inside !== quote && inside !== backslash; ) {
      target[to++] = inside
      inside = bytes[++at] as number
    }
    if (inside !== quote) {
      const close = closingQuote(bytes, at)
      const rest = bytes.subarray(at, close)
      to = rest.includes(backslash)
        ? from + target.write(plainly(bytes.toString('utf8', open, close + 1)), from)
        : to + rest.copy(target, to)
      at = close
    }
    to = writeQuote(target, to)
    at++
  }
  return to
}

function writeQuote(target: Buffer, offset: number): number {
  target[offset] = backslash
  target[offset + 1] = quote
  return offset + 2
}

/** Where the string literal ends of which `start` is the first byte, or one behind an escape or a plain character. */
function closingQuote(bytes: Buffer, start: number): number {
  let at = start
  for (;;) {
    for (const near = at + nearBytes; at < near; at++) {
      const byte = bytes[at]
      if (byte === quote) return at
      if (byte === backslash) at++
    }
    const found = bytes.indexOf(quote, at)
    let before = found
    while (before > at && bytes[before - 1] === backslash) before--
    if ((found - before) % 2 === 0) return found
    at = found + 1
  }
}

/** A literal without needless escapes, as it stands within another, but for its closing quote. */
function plainly(literal: string): string {
  const inside = JSON.stringify(JSON.parse(literal)).slice(1, -1)
  return `\\"${inside.includes('\\') ? JSON.stringify(inside).slice(1, -1) : inside}`
}
