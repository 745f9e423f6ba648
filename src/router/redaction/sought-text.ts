import { foldedText } from './folded-text.ts'
import { headLength, minLength } from './read-reason.ts'

/** A text that a reason may quote. It may be many megabytes long, of which a reason holds little: no more is read. */
export interface SoughtText {
  readonly size: number
  /** As much of its beginning as is asked for, escaped or not. It may end within a character or an escape. */
  readonly beginning: (most: number) => string
  /** All of it, as it is. Only asked for where it is short. */
  readonly whole: () => string
}

/**
 * What may still be read, in characters, of all texts that are sought in one reason, beyond the first few of each: they may
 * hold nothing but white space and escapes. Where it is spent, nobody knows what the reason quotes.
 */
export interface ReadingBudget {
  left: number
}

/** Enough to hold a few letters, each of them escaped. */
export const firstLook = 64
/** Where it did not, so many times as much is looked at, and again. */
const growth = 4
/** The longest escape: two halves of a character, `\ud83d\ude00`. */
export const longestEscape = 12

interface Beginning {
  readonly letters: string
  /** How much had to be read. */
  readonly look: number
}

/** The first `minLength` letters of the text; fewer where it has no more, or the budget is spent. */
export function firstLetters(sought: SoughtText, budget: ReadingBudget): Beginning {
  let look = firstLook
  let { letters } = lettersOf(sought, look, minLength)
  while (letters.length < minLength && sought.size > look && budget.left > 0) {
    look = Math.min(look * growth, budget.left)
    const found = lettersOf(sought, look, minLength)
    letters = found.letters
    const read = letters.length < minLength ? look : (found.ends[minLength - 1] ?? look)
    budget.left -= Math.min(read, sought.size)
  }
  return { letters, look }
}

/** The letters of the first `headLength` characters from the first letter on, and at least `minLength`. */
export function headOf(sought: SoughtText, { look }: Beginning): string {
  const { letters, starts, ends } = lettersOf(sought, look + firstLook, headLength)
  const last = (starts[0] ?? 0) + headLength
  const beyond = ends.findIndex((end) => end > last)
  return letters.slice(0, beyond < 0 ? headLength : Math.max(beyond, minLength))
}

interface Letters {
  readonly letters: string
  readonly starts: readonly number[]
  readonly ends: readonly number[]
}

/** Letters out of the first `look` units of a text, none of them cut off. */
function lettersOf({ size, beginning }: SoughtText, look: number, mostLetters: number): Letters {
  const text = beginning(look + longestEscape)
  const folded = foldedText(text, mostLetters)
  if (size <= look + longestEscape) return folded
  const cutOff = folded.starts.findIndex((start) => start >= text.length - longestEscape)
  return cutOff < 0 ? folded : { ...folded, letters: folded.letters.slice(0, cutOff) }
}
