import { type FoldedText, foldedText } from './folded-text.ts'

/** Shorter texts are everyday words: cutting them out would spoil the reason and hide nothing. */
export const minLength = 8

/** A provider's reason, in which texts are looked for. */
export interface ReadReason {
  readonly text: string
  readonly folded: FoldedText
  /** Every `minLength` letters of it in a row: most documents begin like none of them, which is seen at once. */
  readonly runs: ReadonlySet<string>
}

export function readReason(text: string): ReadReason {
  const folded = foldedText(text)
  const runs = new Set<string>()
  for (let at = minLength; at <= folded.letters.length; at++) runs.add(folded.letters.slice(at - minLength, at))
  return { text, folded, runs }
}
