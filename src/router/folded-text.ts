/** A text without what differs between ways to quote it. */
export interface FoldedText {
  readonly letters: string
  /** Where each letter stands in the text, escaped or not: from here to there. */
  readonly starts: readonly number[]
  readonly ends: readonly number[]
}

/** Escapes of JSON and of Python, however often they were escaped again; quotes, white space and control characters. */
const quoting = /\\+u([0-9a-f]{4})|\\+[nrtbf]?|["'\s\p{Cc}]/giu

const quoted = /["'\\\s\p{Cc}]/u

/**
 * Folds a text so that it is found where it is quoted: as it is, in JSON, in JSON within JSON, in ASCII alone, by Python's repr. Two
 * texts that differ in quotes, backslashes and white space alone fold to the same.
 */
export function foldedText(text: string): FoldedText {
  let letters = ''
  const starts: number[] = []
  const ends: number[] = []
  let next = 0
  const take = (letter: string, end: number): void => {
    letters += letter
    starts.push(next)
    ends.push(end)
  }
  const takeUpTo = (end: number): void => {
    for (; next < end; next++) take(text.charAt(next), next + 1)
  }
  for (const { index, 0: whole, 1: digits } of text.matchAll(quoting)) {
    takeUpTo(index)
    const escaped = digits === undefined ? '' : String.fromCharCode(Number.parseInt(digits, 16))
    if (escaped !== '' && !quoted.test(escaped)) take(escaped, index + whole.length)
    next = index + whole.length
  }
  takeUpTo(text.length)
  return { letters, starts, ends }
}
