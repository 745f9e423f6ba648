const zero = 0x30
const minus = 0x2d
const point = 0x2e

/** Numbers of up to so many digits are exact as a double, and so is every power of ten up to here. */
const exactDigits = 15
const powersOfTen: readonly number[] = Array.from({ length: exactDigits + 1 }, (_, exponent) => 10 ** exponent)

/**
 * The value of the number literal at `[start, end)`, the very double that JSON.parse gives. Short ones, as nearly all are,
 * are read without a string: one exact integer divided by one exact power of ten is rounded once, hence correctly
 * (W. Clinger, How to Read Floating Point Numbers Accurately, 1990).
 */
export function numberValue(bytes: Buffer, start: number, end: number): number {
  const first = bytes[start] === minus ? start + 1 : start
  let value = 0
  let digits = end - first
  let decimals = 0
  for (let at = first; at < end && digits <= exactDigits + 1; at++) {
    const digit = (bytes[at] as number) - zero
    if (digit >= 0 && digit <= 9) value = value * 10 + digit
    else if (bytes[at] === point) {
      digits--
      decimals = end - 1 - at
    } else digits = Number.POSITIVE_INFINITY
  }
  if (digits > exactDigits) return Number(bytes.toString('latin1', start, end))
  value /= powersOfTen[decimals] as number
  return first === start ? value : -value
}
