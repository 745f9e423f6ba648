const zero = 0x30
const minus = 0x2d
const plus = 0x2b
const point = 0x2e
/** Sets the one bit by which `E` and `e` differ. */
const lowerCase = 0x20
const letterE = 0x65

/**
 * The offset behind the number that begins at `start`, by JSON's grammar: no leading zeros, no bare point, no `+`. Where a
 * digit is missing, the bitwise complement (`~`, below 0) of the offset where it should stand.
 */
export function numberEnd(bytes: Buffer, start: number): number {
  let at = bytes[start] === minus ? start + 1 : start
  at = bytes[at] === zero ? at + 1 : digitsEnd(bytes, at)
  if (at >= 0 && bytes[at] === point) at = digitsEnd(bytes, at + 1)
  if (at >= 0 && ((bytes[at] ?? 0) | lowerCase) === letterE) {
    const sign = bytes[at + 1]
    at = digitsEnd(bytes, sign === plus || sign === minus ? at + 2 : at + 1)
  }
  return at
}

/** The offset behind one digit or more; the complement of `start` where none is. */
function digitsEnd(bytes: Buffer, start: number): number {
  let at = start
  while (at < bytes.length && isDigit(bytes[at] as number)) at++
  return at === start ? ~start : at
}

function isDigit(byte: number): boolean {
  return byte >= zero && byte <= zero + 9
}
