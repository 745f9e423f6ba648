/** A text without what differs between ways to quote it. */
export interface FoldedText {
  readonly letters: string
  /** Where each letter (each of its UTF-16 units) stands in the text, escaped or not: from here to there. */
  readonly starts: readonly number[]
  readonly ends: readonly number[]
}

const backslash = 0x5c
const doubleQuote = 0x22
const singleQuote = 0x27
const space = 0x20
/** Behind a backslash by themselves. */
const shortEscapes = 'nrtbfv0'
/** So many hexadecimal digits follow `u` in JSON, and `x` in Python where one byte will do. */
const digitsBehind: Readonly<Record<string, number>> = { u: 4, U: 8, x: 2 }
/** Beyond ASCII. */
const wideSpace = /[\s\p{Cc}]/u

/**
 * Folds a text so that it is found where it is quoted: as it is, in JSON, in JSON within JSON, in ASCII alone, by Python's repr. Two
 * texts that differ in quotes, backslashes and white space alone fold to the same. By hand, since every document of a request
 * that failed is looked for.
 * @param mostLetters where to stop
 */
export function foldedText(text: string, mostLetters: number = Number.POSITIVE_INFINITY): FoldedText {
  let letters = ''
  const starts: number[] = []
  const ends: number[] = []
  for (let at = 0; at < text.length && starts.length < mostLetters; ) {
    const escaped = text.charCodeAt(at) === backslash ? escapeAt(text, at) : undefined
    const letter = escaped?.letter ?? text.charAt(at)
    const end = escaped?.end ?? at + 1
    if (letter !== '' && !isQuoting(letter)) {
      letters += letter
      // Beyond the first plane a letter is two of them.
      for (let unit = 0; unit < letter.length; unit++) {
        starts.push(at)
        ends.push(end)
      }
    }
    at = end
  }
  return { letters, starts, ends }
}

/** Reads all backslashes of an escape, however often it was escaped again, and what they stand before. */
function escapeAt(text: string, start: number): { readonly letter: string; readonly end: number } {
  let at = start
  while (text.charCodeAt(at) === backslash) at++
  const name = text.charAt(at)
  const count = digitsBehind[name]
  const digits = count === undefined ? '' : text.slice(at + 1, at + 1 + count)
  if (digits.length === count && /^[0-9a-f]+$/i.test(digits)) {
    return { letter: characterOf(Number.parseInt(digits, 16)), end: at + 1 + digits.length }
  }
  return { letter: '', end: name !== '' && shortEscapes.includes(name) ? at + 1 : at }
}

function characterOf(code: number): string {
  return code <= 0x10_ff_ff ? String.fromCodePoint(code) : ''
}

function isQuoting(letter: string): boolean {
  const code = letter.charCodeAt(0)
  if (code < 0x7f) return code <= space || code === doubleQuote || code === singleQuote || code === backslash
  return wideSpace.test(letter)
}
