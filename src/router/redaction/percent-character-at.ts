/** One character of a text, and where what stands for it ends. */
export interface Character {
  /** Empty where nothing comes of it: a backslash by itself, bytes that are no UTF-8. */
  readonly character: string
  readonly end: number
}

/** Quoted again, `%` is `%25`: a few times over is as often as anybody does it. */
const mostTimesQuoted = 4
/** The lowest character that is written with so many bytes behind the first. */
const lowest = [0, 0x80, 0x800, 0x1_00_00]

/** The character whose UTF-8 stands at `start`, each byte as `%` and two digits; undefined where no byte does. By hand: a request may be full of them. */
export function percentCharacterAt(text: string, start: number): Character | undefined {
  let end = byteEnd(text, start)
  if (end < 0) return undefined
  const first = byteBefore(text, end)
  const count = bytesBehind(first)
  let code = count === 0 ? first : first & (0x3f >> count)
  for (let read = 0; read < count; read++) {
    const nextEnd = byteEnd(text, end)
    const next = nextEnd < 0 ? 0 : byteBefore(text, nextEnd)
    if ((next & 0xc0) !== 0x80) return { character: '', end }
    code = (code << 6) | (next & 0x3f)
    end = nextEnd
  }
  const isCharacter = code >= (lowest[count] ?? 0) && code <= 0x10_ff_ff && (code & 0x1f_f8_00) !== 0xd8_00
  const isWhole = count > 0 || first < 0x80
  return { character: isCharacter && isWhole ? String.fromCodePoint(code) : '', end }
}

function bytesBehind(first: number): number {
  if (first < 0xc0 || first >= 0xf8) return 0
  return first < 0xe0 ? 1 : first < 0xf0 ? 2 : 3
}

/** Where the byte that starts at `start` ends; -1 where none does. */
function byteEnd(text: string, start: number): number {
  if (text.charCodeAt(start) !== 0x25 || byteBefore(text, start + 3) < 0) return -1
  let end = start + 3
  for (let times = 0; times < mostTimesQuoted && byteBefore(text, end) === 0x25; times++) {
    if (byteBefore(text, end + 2) < 0) break
    end += 2
  }
  return end
}

/** Of the two digits that end at `end`; negative where they are none. */
function byteBefore(text: string, end: number): number {
  return (digitAt(text, end - 2) << 4) | digitAt(text, end - 1)
}

function digitAt(text: string, at: number): number {
  const code = text.charCodeAt(at)
  if (code >= 0x30 && code <= 0x39) return code - 0x30
  const letter = code | 0x20
  return letter >= 0x61 && letter <= 0x66 ? letter - 0x57 : -1
}
