import { type FoldedText, foldedText } from './folded-text.ts'

/** Shorter texts are everyday words: cutting them out would spoil the reason and hide nothing. */
export const minLength = 8
/** A quoted text is recognised by so many letters of its beginning. */
export const headLength = 24
const ellipses = ['...', '\u2026']

/** Where what may be a quotation begins. */
export interface Place {
  readonly at: number
  readonly isQuoted: boolean
}

/** A provider's reason, in which texts are looked for. */
export interface ReadReason {
  readonly text: string
  readonly folded: FoldedText
  /**
   * Every `minLength` letters of it in a row, with the places where they begin what may be a quotation that was cut off: behind
   * a quote sign, or soon before an ellipsis. Most documents begin like none of them, which is seen at once.
   */
  readonly runs: ReadonlyMap<string, readonly Place[]>
}

export function readReason(text: string): ReadReason {
  const folded = foldedText(text)
  const { letters } = folded
  const quoted = new Set(folded.quoted)
  const runs = new Map<string, Place[]>()
  let ellipsis = Number.POSITIVE_INFINITY
  for (let at = letters.length - minLength; at >= 0; at--) {
    const run = letters.slice(at, at + minLength)
    const places = runs.get(run) ?? []
    if (places.length === 0) runs.set(run, places)
    if (ellipsisAt(letters, at + minLength) !== undefined) ellipsis = at + minLength
    const isQuoted = quoted.has(at)
    if (isQuoted || ellipsis <= at + headLength) places.unshift({ at, isQuoted })
  }
  return { text, folded, runs }
}

/** The ellipsis that stands there. */
export function ellipsisAt(letters: string, at: number): string | undefined {
  return ellipses.find((sign) => letters.startsWith(sign, at))
}
