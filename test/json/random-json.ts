/** A whole number in [0, limit). */
export type RandomBelow = (limit: number) => number

/** Mulberry32: the same seed gives the same numbers everywhere. */
export function randomFrom(seed: number): RandomBelow {
  let state = seed | 0
  return (limit) => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * limit)
  }
}

const spaces = ['', '', '', '', ' ', '\n', '\t', '\r\n', '  \n\t ']
const numbers = ['0', '-0', '7', '12345678901234567890', '-1.5', '1e5', '0.1E-7', '2e+308', '1e999', '-0.0e0']
const characters = [
  'a',
  'b',
  ' ',
  '!',
  '#',
  '[',
  ']',
  '{',
  '}',
  ',',
  ':',
  '\x7f',
  'é',
  'ÿ',
  '中',
  '😀',
  '\ufeff',
  '\u2028',
  '\ufffd'
]
const escapes = [
  '\\"',
  '\\\\',
  '\\/',
  '\\b',
  '\\f',
  '\\n',
  '\\r',
  '\\t',
  '\\u0000',
  '\\u0061',
  '\\uD83D\\uDE00',
  '\\ud800',
  '\\uDfFf'
]
const keys = ['text', 'image', 'te\\u0078t', '', '__proto__', 'constructor', 'é', '\\ud800', 'id']

/** Valid JSON text with white space, escapes and repeated keys in odd places. */
export function randomJson(below: RandomBelow, depth = 0): string {
  const space = () => pick(below, spaces)
  switch (below(depth > 4 ? 4 : 8)) {
    case 0:
      return pick(below, ['true', 'false', 'null'])
    case 1:
      return pick(below, numbers)
    case 2:
    case 3:
      return randomString(below)
    case 4:
    case 5: {
      const elements = list(below, () => `${space()}${randomJson(below, depth + 1)}${space()}`)
      return `[${elements.length === 0 ? space() : elements.join(',')}]`
    }
    default: {
      const key = () => (below(4) === 0 ? randomString(below) : `"${pick(below, keys)}"`)
      const members = list(
        below,
        () => `${space()}${key()}${space()}:${space()}${randomJson(below, depth + 1)}${space()}`
      )
      return `{${members.length === 0 ? space() : members.join(',')}}`
    }
  }
}

/** Mostly short; long ones reach the words that are tested at once. One in two has no escape. */
function randomString(below: RandomBelow): string {
  const escapeOdds = pick(below, [0, 0, 30, 3])
  const length = below(5) === 0 ? below(120) : below(12)
  let text = ''
  for (let n = 0; n < length; n++) {
    text +=
      escapeOdds > 0 && below(escapeOdds) === 0 ? pick(below, escapes) : below(3) === 0 ? pick(below, characters) : 'x'
  }
  return `"${text}"`
}

function list(below: RandomBelow, element: () => string): string[] {
  return Array.from({ length: below(5) }, element)
}

export function pick<Item>(below: RandomBelow, items: readonly Item[]): Item {
  return items[below(items.length)] as Item
}
