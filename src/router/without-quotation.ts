import { type FoldedText, foldedText } from './folded-text.ts'
import { minLength, type ReadReason, readReason } from './read-reason.ts'

/** A text that a reason may quote. It may be many megabytes long, of which a reason holds little: no more is read. */
export interface SoughtText {
  readonly size: number
  /** As much of its beginning as is asked for, escaped or not. It may end within a character or an escape. */
  readonly beginning: (most: number) => string
  /** All of it, as it is. Only asked for where it is short. */
  readonly whole: () => string
}

/** A quoted text is recognised by its beginning. */
const headLength = 24
/** Enough to hold a few letters, each of them escaped. */
const firstLook = 64
/** Who has nothing but quotes and white space for so long has no head: a whole list of such texts must not hold up the others. */
const lastLook = 256
/** The longest escape: two halves of a character, `\ud83d\ude00`. */
const longestEscape = 12
/** What a text may begin with that is folded to nothing, passed over quicker than by hand. */
const noLetters = /^(?:[\s"'`+]|\\+["'`nrtbfv0\s+])+/
const ellipses = ['...', '\u2026']
const wordCharacter = /[\p{L}\p{N}_]/u

/** Takes the text out of the reason wherever it is quoted, in whatever form. @param mark one character that stands for it */
export function withoutQuotation(reason: ReadReason, sought: SoughtText, mark: string): ReadReason {
  let first = lettersOf(sought, firstLook, minLength).letters
  if (first.length < minLength && sought.size > firstLook) first = lettersOf(sought, lastLook, minLength).letters
  // One that has no more letters is hidden only where it stands as it is.
  if (first.length < minLength) return changed(reason, asItIs(reason.text, sought, mark))
  if (!reason.runs.has(first)) return reason
  const head = headOf(sought)
  const { text, folded } = reason
  const { letters, starts, ends } = folded
  let kept = ''
  let from = 0
  for (let at = letters.indexOf(head); at >= 0; at = letters.indexOf(head, from)) {
    kept += text.slice(from === 0 ? 0 : ends[from - 1], starts[at]) + mark
    const length = wholeLength(letters, at, sought)
    // Where only the beginning is quoted, nobody knows how far the quotation goes: the rest goes with it.
    if (length === undefined) return changed(reason, kept)
    from = at + length
  }
  return changed(reason, kept + withoutHeads({ reason, from, head, mark }))
}

function changed(reason: ReadReason, text: string): ReadReason {
  return text === reason.text ? reason : readReason(text)
}

function asItIs(reason: string, { size, whole }: SoughtText, mark: string): string {
  if (size < minLength || size > firstLook) return reason
  const text = whole()
  return text.length < minLength ? reason : reason.replaceAll(text, mark)
}

/** Letters out of the first `look` units of a text, none of them cut off. */
function lettersOf({ size, beginning }: SoughtText, look: number, mostLetters: number): FoldedText {
  const text = beginning(look + longestEscape).replace(noLetters, '')
  const folded = foldedText(text, mostLetters)
  if (size <= look + longestEscape) return folded
  const cutOff = folded.starts.findIndex((start) => start >= text.length - longestEscape)
  return cutOff < 0 ? folded : { ...folded, letters: folded.letters.slice(0, cutOff) }
}

/** The letters of the first `headLength` characters from the first letter on, and at least `minLength`. */
function headOf(sought: SoughtText): string {
  const { letters, starts, ends } = lettersOf(sought, lastLook, headLength)
  const last = (starts[0] ?? 0) + headLength
  const beyond = ends.findIndex((end) => end > last)
  return beyond < 0 ? letters : letters.slice(0, Math.max(beyond, minLength))
}

/** How many letters the text has, where the reason has all of them at `at`. */
function wholeLength(letters: string, at: number, { size, beginning }: SoughtText): number | undefined {
  const most = (letters.length - at) * longestEscape
  if (size > most) return undefined
  const whole = foldedText(beginning(most), letters.length - at + 1).letters
  return letters.startsWith(whole, at) ? whole.length : undefined
}

interface Rest {
  readonly reason: ReadReason
  /** The letter from which on it is looked at. */
  readonly from: number
  readonly head: string
  readonly mark: string
}

/** The rest of the reason, without what it quotes of the head: behind a quote sign, or cut off with an ellipsis. */
function withoutHeads({ reason: { text, folded }, from, head, mark }: Rest): string {
  const { letters, starts, ends, quoted } = folded
  const first = head.slice(0, minLength)
  let kept = ''
  let done = from
  let place = from === 0 ? 0 : (ends[from - 1] ?? 0)
  for (let at = letters.indexOf(first, done); at >= 0; at = letters.indexOf(first, Math.max(done, at + 1))) {
    let shared = minLength
    while (shared < head.length && letters[at + shared] === head[shared]) shared++
    const length = cutLength(shared, at)
    if (length === undefined) continue
    kept += text.slice(place, starts[at]) + mark
    done = at + length
    place = ends[done - 1] ?? text.length
  }
  return kept + text.slice(place)

  /** How many of the letters are a quotation, the ellipsis behind them included. */
  function cutLength(shared: number, at: number): number | undefined {
    const isQuoted = quoted.includes(at)
    for (let length = shared; length >= minLength; length--) {
      const ellipsis = ellipses.find((sign) => letters.startsWith(sign, at + length))
      if (ellipsis !== undefined) return length + ellipsis.length
      // Words of the provider's own, that begin like the document, go on.
      if (isQuoted && !wordCharacter.test(text.charAt(ends[at + length - 1] ?? text.length))) return length
    }
    return undefined
  }
}
