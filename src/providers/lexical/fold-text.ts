import { bounds } from './bounds.ts'

const beyondAscii = /\P{ASCII}/u
// Soft hyphens, zero-width joiners and spaces, variation selectors, fillers: what the reader doesn't see.
const invisible = /\p{Default_Ignorable_Code_Point}/gu
// The halfwidth voicing marks are letters that NFKC makes into combining marks.
const marksInRow = new RegExp(`([\\p{M}\\uFF9E\\uFF9F]{${bounds.marksInRow}})[\\p{M}\\uFF9E\\uFF9F]+`, 'gu')

/** The text as it is compared: cut to its bound, compatibility forms folded (NFKC), lower case. */
export function foldText(text: string): string {
  const read = text.length > bounds.unitsPerText ? text.slice(0, bounds.unitsPerText) : text
  if (!beyondAscii.test(read)) return read.toLowerCase()
  return read.replace(invisible, '').replace(marksInRow, '$1').normalize('NFKC').toLowerCase()
}
