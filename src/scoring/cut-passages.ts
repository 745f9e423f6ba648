export interface PassageBounds {
  /** UTF-8 bytes of one passage. */
  readonly maxBytes: number
  /** UTF-8 bytes that neighbours share. */
  readonly overlapBytes: number
  readonly maxPassages: number
}

export interface CutText {
  readonly passages: readonly string[]
  /** Whether there were more passages than allowed. */
  readonly isShortened: boolean
}

/** Of a passage, at its end, where a blank is looked for to cut at. */
const blankShare = 0.125

/** Cuts a text into passages that overlap, at blanks where there are any, and never within a character. */
export function cutPassages(text: string, { maxBytes, overlapBytes, maxPassages }: PassageBounds): CutText {
  const passages: string[] = []
  for (let start = 0; start < text.length; ) {
    if (passages.length === maxPassages) return { passages, isShortened: true }
    const reach = forwardBytes(text, start, maxBytes)
    const end = reach === text.length ? reach : atBlank(text, start, reach)
    passages.push(text.slice(start, end))
    if (end === text.length) break
    // At least one character further on, however large the overlap.
    start = Math.max(backwardBytes(text, end, overlapBytes), afterCharacter(text, start))
  }
  return { passages, isShortened: false }
}

/** The furthest end of a piece from `start` with at most `bytes`, and at least one character. */
function forwardBytes(text: string, start: number, bytes: number): number {
  let end = start
  let sum = 0
  while (end < text.length) {
    const next = afterCharacter(text, end)
    sum += utf8Bytes(text, end)
    if (sum > bytes && end > start) break
    end = next
  }
  return end
}

function backwardBytes(text: string, end: number, bytes: number): number {
  let start = end
  let sum = 0
  while (start > 0) {
    const previous = isLowSurrogate(text, start - 1) && isHighSurrogate(text, start - 2) ? start - 2 : start - 1
    sum += utf8Bytes(text, previous)
    if (sum > bytes) break
    start = previous
  }
  return start
}

/** Behind the last blank near the end; the end itself where there is none. */
function atBlank(text: string, start: number, end: number): number {
  const least = end - Math.floor((end - start) * blankShare)
  for (let at = end; at > least; at--) if (/\s/.test(text.charAt(at - 1))) return at
  return end
}

function afterCharacter(text: string, at: number): number {
  return isHighSurrogate(text, at) && isLowSurrogate(text, at + 1) ? at + 2 : at + 1
}

function utf8Bytes(text: string, at: number): number {
  const point = text.codePointAt(at) ?? 0
  if (point < 0x80) return 1
  if (point < 0x800) return 2
  return point < 0x10000 ? 3 : 4
}

function isHighSurrogate(text: string, at: number): boolean {
  return (text.charCodeAt(at) & 0xfc00) === 0xd800
}

function isLowSurrogate(text: string, at: number): boolean {
  return (text.charCodeAt(at) & 0xfc00) === 0xdc00
}
