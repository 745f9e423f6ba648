import { type Character, percentCharacterAt } from './percent-character-at.ts'

/** Behind a backslash by themselves. */
const shortEscapes = 'nrtbfv0'
/** Behind a backslash with more to follow, or perhaps escaped themselves. */
const longEscapes = '\\%&uUx'
/** So many hexadecimal digits follow `u` in JSON, and `x` in Python where one byte will do. */
const digitsBehind: Readonly<Record<string, number>> = { u: 4, U: 8, x: 2 }
/** Quoted again, `&` is `&amp;`: a few times over is as often as anybody does it. */
const entity = /&(?:amp;){0,4}(?:#(\d{1,7})|#x([0-9a-f]{1,6})|(quot|apos|lt|gt|amp|nbsp));/iy
const named: Readonly<Record<string, string>> = { quot: '"', apos: "'", lt: '<', gt: '>', amp: '&', nbsp: ' ' }

/** Reads the character at `start`, however it was escaped: in HTML or a URL, and within that behind backslashes. */
export function characterAt(text: string, start: number): Character {
  const second = text.charAt(start + 1)
  // Nearly all that are in JSON, without looking further.
  if (text.charAt(start) === '\\' && (second === '' || !longEscapes.includes(second))) {
    return { character: '', end: start + (second !== '' && shortEscapes.includes(second) ? 2 : 1) }
  }
  const first = unescapedAt(text, start)
  if (first.character !== '\\') return first
  let next = first
  let nextStart = start
  // However often it was escaped again.
  while (next.character === '\\') {
    nextStart = next.end
    next = unescapedAt(text, nextStart)
  }
  const behind = next.end
  const count = digitsBehind[next.character]
  const digits = count === undefined ? '' : text.slice(behind, behind + count)
  if (digits.length === count && /^[0-9a-f]+$/i.test(digits)) {
    return { character: characterOf(Number.parseInt(digits, 16)), end: behind + digits.length }
  }
  const isEscape = next.character !== '' && shortEscapes.includes(next.character)
  return { character: '', end: isEscape ? behind : nextStart }
}

function unescapedAt(text: string, start: number): Character {
  const sign = text.charAt(start)
  const found = sign === '%' ? percentCharacterAt(text, start) : sign === '&' ? entityAt(text, start) : undefined
  return found ?? { character: sign, end: start + sign.length }
}

function entityAt(text: string, start: number): Character | undefined {
  entity.lastIndex = start
  const [whole, decimal, hexadecimal, name] = entity.exec(text) ?? []
  if (whole === undefined) return undefined
  const code = decimal === undefined ? Number.parseInt(hexadecimal ?? '', 16) : Number(decimal)
  const character = name === undefined ? characterOf(code) : (named[name.toLowerCase()] ?? '')
  return { character, end: start + whole.length }
}

function characterOf(code: number): string {
  return code <= 0x10_ff_ff ? String.fromCodePoint(code) : ''
}
