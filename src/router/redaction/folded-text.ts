import { characterAt } from './character-at.ts'

/** A text without what differs between ways to quote it. */
export interface FoldedText {
  readonly letters: string
  /** Where each letter (each of its UTF-16 units) stands in the text, escaped or not: from here to there. */
  readonly starts: readonly number[]
  readonly ends: readonly number[]
  /** Which letters stand right behind a quote sign. */
  readonly quoted: readonly number[]
}

const quoteSigns = '"\'`\u00ab\u00bb\u2018\u2019\u201a\u201c\u201d\u201e\u2039\u203a'
/** Beyond ASCII. */
const wideSpace = /[\s\p{Cc}\p{Cf}]/u

type Kind = 'letter' | 'capital' | 'dropped' | 'quote' | 'escape'

const kinds: readonly Kind[] = Array.from({ length: 0x80 }, (_, code) => asciiKind(String.fromCharCode(code)))

/**
 * Folds a text so that it is found where it is quoted: as it is, in another case, in JSON, in JSON within JSON, in ASCII alone, by
 * Python's repr, in HTML, in a URL or a form. Two texts that differ in quotes, backslashes, plus signs, white space and case
 * alone fold to the same. By hand, since every document of a request that failed is looked for.
 * @param mostLetters where to stop
 */
export function foldedText(text: string, mostLetters: number = Number.POSITIVE_INFINITY): FoldedText {
  let letters = ''
  const starts: number[] = []
  const ends: number[] = []
  const quoted: number[] = []
  let isBehindQuote = false
  for (let at = 0; at < text.length && starts.length < mostLetters; ) {
    let letter = text.charAt(at)
    let kind = kindOf(letter)
    let end = at + 1
    if (kind === 'escape') {
      ;({ character: letter, end } = characterAt(text, at))
      kind = kindOf(letter)
    }
    if (kind === 'quote') {
      isBehindQuote = true
    } else if (kind !== 'dropped') {
      if (isBehindQuote) quoted.push(starts.length)
      isBehindQuote = false
      letters += kind === 'capital' ? letter.toLowerCase() : letter
      for (let unit = starts.length; unit < letters.length; unit++) {
        starts.push(at)
        ends.push(end)
      }
    }
    at = end
  }
  return { letters, starts, ends, quoted }
}

/** Of one character, or of none. */
function kindOf(letter: string): Kind {
  const code = letter.charCodeAt(0)
  if (Number.isNaN(code)) return 'dropped'
  const known = kinds[code]
  if (known !== undefined) return known
  if (quoteSigns.includes(letter)) return 'quote'
  if (wideSpace.test(letter)) return 'dropped'
  // Beyond the first plane a letter comes in halves, unless it was escaped: neither is folded.
  return letter.length === 1 ? 'capital' : 'letter'
}

function asciiKind(sign: string): Kind {
  if (quoteSigns.includes(sign)) return 'quote'
  if ('\\%&'.includes(sign)) return 'escape'
  // A plus sign is a space in a form.
  if (sign <= ' ' || sign === '+' || sign === '\x7f') return 'dropped'
  return sign >= 'A' && sign <= 'Z' ? 'capital' : 'letter'
}
