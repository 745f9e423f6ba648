import { foldedText } from './folded-text.ts'
import { ellipsisAt, headLength, minLength, type Place, type ReadReason, readReason } from './read-reason.ts'
import { firstLetters, firstLook, headOf, longestEscape, type ReadingBudget, type SoughtText } from './sought-text.ts'

const wordCharacter = /[\p{L}\p{N}_]/u

/**
 * Takes the text out of the reason wherever it is quoted, in whatever form.
 * @param mark one character that stands for it
 */
export function withoutQuotation(
  reason: ReadReason,
  sought: SoughtText,
  mark: string,
  budget: ReadingBudget
): ReadReason {
  // One that short quotes nothing.
  if (reason.text.length < minLength) return reason
  const first = firstLetters(sought, budget)
  // One that has no more letters is hidden only where it stands as it is.
  if (first.letters.length < minLength) return changed(reason, asItIs(reason.text, sought, mark))
  const places = reason.runs.get(first.letters)
  if (places === undefined) return reason
  const head = headOf(sought, first)
  const { text, folded } = reason
  const { letters, starts, ends } = folded
  let kept = ''
  let from = 0
  let whole: string | undefined
  for (let at = placeOf(head, reason, budget); at >= 0; at = letters.indexOf(head, from)) {
    kept += text.slice(from === 0 ? 0 : ends[from - 1], starts[at]) + mark
    if (from === 0) whole = wholeLetters(letters.length - at, sought, budget)
    // Where only the beginning is quoted, nobody knows how far the quotation goes: the rest goes with it.
    if (whole === undefined || !letters.startsWith(whole, at)) return changed(reason, kept)
    from = at + whole.length
  }
  budget.left -= places.length * headLength
  return changed(reason, kept + withoutHeads({ reason, places, from, head, mark }))
}

function changed(reason: ReadReason, text: string): ReadReason {
  return text === reason.text ? reason : readReason(text)
}

function asItIs(reason: string, { size, whole }: SoughtText, mark: string): string {
  if (size < minLength || size > firstLook) return reason
  const text = whole()
  return text.length < minLength ? reason : reason.replaceAll(text, mark)
}

/** Where the head first stands. Its end is looked for first: texts that begin alike are many, and to search takes long. */
function placeOf(head: string, { folded: { letters }, runs }: ReadReason, budget: ReadingBudget): number {
  if (!runs.has(head.slice(-minLength))) return -1
  budget.left -= letters.length
  return letters.indexOf(head)
}

/** All letters of the text, where they are no more than `most`. */
function wholeLetters(most: number, { size, beginning }: SoughtText, budget: ReadingBudget): string | undefined {
  const mostRead = most * longestEscape
  if (size > mostRead) return undefined
  const text = beginning(mostRead)
  budget.left -= text.length
  const { letters } = foldedText(text, most + 1)
  return letters.length > most ? undefined : letters
}

interface Rest {
  readonly reason: ReadReason
  readonly places: readonly Place[]
  /** The letter from which on it is looked at. */
  readonly from: number
  readonly head: string
  readonly mark: string
}

/** The rest of the reason, without what it quotes of the head: behind a quote sign, or cut off with an ellipsis. */
function withoutHeads({ reason: { text, folded }, places, from, head, mark }: Rest): string {
  const { letters, starts, ends } = folded
  let kept = ''
  let done = from
  let end = from === 0 ? 0 : (ends[from - 1] ?? 0)
  for (const place of places) {
    const length = place.at < done ? undefined : cutLength(place)
    if (length === undefined) continue
    kept += text.slice(end, starts[place.at]) + mark
    done = place.at + length
    end = ends[done - 1] ?? text.length
  }
  return kept + text.slice(end)

  /** How many of the letters are a quotation, the ellipsis behind them included. */
  function cutLength({ at, isQuoted }: Place): number | undefined {
    let shared = minLength
    while (shared < head.length && letters[at + shared] === head[shared]) shared++
    for (let length = shared; length >= minLength; length--) {
      const ellipsis = ellipsisAt(letters, at + length)
      if (ellipsis !== undefined) return length + ellipsis.length
      // Words of the provider's own, that begin like the document, go on.
      if (isQuoted && !wordCharacter.test(text.charAt(ends[at + length - 1] ?? text.length))) return length
    }
    return undefined
  }
}
