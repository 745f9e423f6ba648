const zero = 0x30
const minus = 0x2d
const plus = 0x2b
const point = 0x2e
/** Sets the one bit by which `E` and `e` differ. */
const lowerCase = 0x20
const letterE = 0x65

/** So many digits are below 2^31, which processors calculate with fastest. */
const shortDigits = 9
/** Numbers of up to so many digits are exact as a double, and so is every power of ten up to here. */
const exactDigits = 15
const powersOfTen: readonly number[] = Array.from({ length: exactDigits + 1 }, (_, exponent) => 10 ** exponent)

const none = -1

/**
 * Reads numbers by JSON's grammar (no leading zeros, no bare point, no `+`), each as the very double that JSON.parse gives.
 * Short ones, as nearly all are, without making a string: one exact integer divided by one exact power of ten is rounded once,
 * hence correctly (W. Clinger, How to Read Floating Point Numbers Accurately, 1990).
 */
export class NumberReader {
  #value = 0

  /** The number that was read last. */
  get value(): number {
    return this.#value
  }

  /**
   * Reads the number that begins at `start`.
   * @returns the offset behind it; where a digit is missing, the bitwise complement (`~`, below 0) of where it should stand
   */
  read(bytes: Buffer, start: number): number {
    const end = this.#readShort(bytes, start)
    return end === none ? this.#readAny(bytes, start) : end
  }

  /** As `read`, where there are few digits, no exponent, and something behind them. @returns `none` of all others */
  #readShort(bytes: Buffer, start: number): number {
    const first = bytes[start] === minus ? start + 1 : start
    const stop = Math.min(bytes.length, first + shortDigits + 1)
    let value = 0
    let at = first
    for (; at < stop; at++) {
      const digit = (bytes[at] as number) - zero
      if (digit < 0 || digit > 9) break
      value = (Math.imul(value, 10) + digit) | 0
    }
    const isWhole = at - first === 1 || (at > first && bytes[first] !== zero)
    if (!isWhole || at === stop) return none
    let decimals = 0
    if (bytes[at] === point) {
      const from = ++at
      for (; at < stop; at++) {
        const digit = (bytes[at] as number) - zero
        if (digit < 0 || digit > 9) break
        value = (Math.imul(value, 10) + digit) | 0
      }
      decimals = at - from
      if (decimals === 0 || at === stop) return none
    }
    if (((bytes[at] as number) | lowerCase) === letterE) return none
    const size = value / (powersOfTen[decimals] as number)
    this.#value = first === start ? size : -size
    return at
  }

  #readAny(bytes: Buffer, start: number): number {
    const first = bytes[start] === minus ? start + 1 : start
    let at = first
    let value = 0
    let digit = digitAt(bytes, at)
    // Nothing follows a leading zero.
    const most = digit === 0 ? first + 1 : Number.POSITIVE_INFINITY
    for (; digit >= 0 && digit <= 9 && at < most; digit = digitAt(bytes, ++at)) value = value * 10 + digit
    if (at === first) return ~at
    let digits = at - first
    let decimals = 0
    if (bytes[at] === point) {
      const from = ++at
      for (digit = digitAt(bytes, at); digit >= 0 && digit <= 9; digit = digitAt(bytes, ++at))
        value = value * 10 + digit
      if (at === from) return ~at
      decimals = at - from
      digits += decimals
    }
    if (digits > exactDigits || ((bytes[at] ?? 0) | lowerCase) === letterE) return this.#readLong(bytes, start, at)
    value /= powersOfTen[decimals] as number
    this.#value = first === start ? value : -value
    return at
  }

  /** @param digitsEnd where an exponent may follow */
  #readLong(bytes: Buffer, start: number, digitsEnd: number): number {
    let at = digitsEnd
    if (((bytes[at] ?? 0) | lowerCase) === letterE) {
      const sign = bytes[++at]
      if (sign === plus || sign === minus) at++
      const from = at
      for (let digit = digitAt(bytes, at); digit >= 0 && digit <= 9; digit = digitAt(bytes, at)) at++
      if (at === from) return ~at
    }
    this.#value = Number(bytes.toString('latin1', start, at))
    return at
  }
}

/** Not within 0 to 9 where there is no digit; NaN behind the end. */
function digitAt(bytes: Buffer, at: number): number {
  return (bytes[at] as number) - zero
}
