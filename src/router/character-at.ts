/** One character of a text, and where what stands for it ends. */
export interface Character {
  /** Empty where nothing comes of it: a backslash by itself, bytes that are no UTF-8. */
  readonly character: string
  readonly end: number
}

/** Behind a backslash by themselves. */
const shortEscapes = 'nrtbfv0'
/** Behind a backslash with more to follow, or perhaps escaped themselves. */
const longEscapes = '\\%&uUx'
/** So many hexadecimal digits follow `u` in JSON, and `x` in Python where one byte will do. */
const digitsBehind: Readonly<Record<string, number>> = { u: 4, U: 8, x: 2 }
/** Quoted again, `%` is `%25` and `&` is `&amp;`: a few times over is as often as anybody does it. */
const percentByte = /%(?:25){0,4}([0-9a-f]{2})/iy
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
  // However often it was escaped again.
  while (next.character === '\\') next = unescapedAt(text, next.end)
  const behind = next.end
  const count = digitsBehind[next.character]
  const digits = count === undefined ? '' : text.slice(behind, behind + count)
  if (digits.length === count && /^[0-9a-f]+$/i.test(digits)) {
    return { character: characterOf(Number.parseInt(digits, 16)), end: behind + digits.length }
  }
  const isEscape = next.character !== '' && shortEscapes.includes(next.character)
  return { character: '', end: isEscape ? behind : next.start }
}

interface Unescaped extends Character {
  readonly start: number
}

function unescapedAt(text: string, start: number): Unescaped {
  const sign = text.charAt(start)
  const found = sign === '%' ? percentAt(text, start) : sign === '&' ? entityAt(text, start) : undefined
  return { character: found?.character ?? sign, end: found?.end ?? start + sign.length, start }
}

function entityAt(text: string, start: number): Character | undefined {
  entity.lastIndex = start
  const [whole, decimal, hexadecimal, name] = entity.exec(text) ?? []
  if (whole === undefined) return undefined
  const code = decimal === undefined ? Number.parseInt(hexadecimal ?? '', 16) : Number(decimal)
  const character = name === undefined ? characterOf(code) : (named[name.toLowerCase()] ?? '')
  return { character, end: start + whole.length }
}

/** A character's bytes of UTF-8, one behind the other. */
function percentAt(text: string, start: number): Character | undefined {
  const first = byteAt(text, start)
  if (first === undefined) return undefined
  const bytes = [first.byte]
  let { end } = first
  const count = first.byte < 0xc0 ? 1 : first.byte < 0xe0 ? 2 : first.byte < 0xf0 ? 3 : 4
  while (bytes.length < count) {
    const next = byteAt(text, end)
    if (next === undefined) break
    bytes.push(next.byte)
    end = next.end
  }
  const character = Buffer.from(bytes).toString()
  return character.includes('\ufffd') ? { character: '', end: first.end } : { character, end }
}

function byteAt(text: string, start: number): { readonly byte: number; readonly end: number } | undefined {
  percentByte.lastIndex = start
  const [whole, digits] = percentByte.exec(text) ?? []
  if (whole === undefined || digits === undefined) return undefined
  return { byte: Number.parseInt(digits, 16), end: start + whole.length }
}

function characterOf(code: number): string {
  return code <= 0x10_ff_ff ? String.fromCodePoint(code) : ''
}
