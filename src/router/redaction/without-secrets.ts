import type { Target } from '../../providers/provider.ts'
import { type FoldedText, foldedText } from './folded-text.ts'
import { knownSecrets, separator } from './known-secrets.ts'
import { minLength } from './read-reason.ts'

/**
 * Shows nothing of a secret that has more than it: `production` of `rankgate-production`, `required` of `sk-no-key-required`.
 * Longer ones are hardly words.
 */
const word = /^\p{L}{1,16}$/u
const wordCharacter = /[\p{L}\p{N}]/u
/** What a provider puts in the place of the middle of a key that it shows. */
const mask = /[*.\u2026\u2022\u00b7#]+/g
const maskHere = new RegExp(mask, 'y')
/** A shorter beginning before a mask is anybody's. */
const fewestShown = 4
/** A longer one is found without its end. */
const mostShown = 24

/** From the first letter to behind the last. */
interface Run {
  readonly from: number
  readonly to: number
}

/**
 * Takes a deployment's key and headers out of its provider's reason: whole or in parts, in whatever form they are quoted.
 * @param mark one character that stands for each of them
 */
export function withoutSecrets(reason: string, target: Target, mark: string): string {
  const { keys, values, phrases, short } = knownSecrets(target)
  let text = reason
  for (const each of short) text = text.replaceAll(each, mark)
  const folded = foldedText(text)
  const { letters } = folded
  const runs = [
    ...secretRuns(text, folded, keys).map(({ from, to }) => ({ from, to: behindTail(letters, to, keys) })),
    ...maskedKeys(letters, keys),
    ...phrases.flatMap((phrase) => placesOf(phrase, letters)),
    ...secretRuns(text, folded, values)
  ]
  return withoutRuns(text, folded, runs, mark)
}

/** Wherever `minLength` or more letters in a row are a part of a secret. */
function runsIn(letters: string, secrets: string): Run[] {
  const runs: Run[] = []
  let from = -1
  let to = -1
  for (let at = 0; at + minLength <= letters.length; at++) {
    if (!secrets.includes(letters.slice(at, at + minLength))) continue
    if (at > to) {
      if (from >= 0) runs.push({ from, to })
      from = at
    }
    to = at + minLength
  }
  if (from >= 0) runs.push({ from, to })
  return runs
}

function placesOf(phrase: string, letters: string): Run[] {
  const runs: Run[] = []
  for (let from = letters.indexOf(phrase); from >= 0; from = letters.indexOf(phrase, from + phrase.length))
    runs.push({ from, to: from + phrase.length })
  return runs
}

/** Parts of secrets, but for words. */
function secretRuns(text: string, folded: FoldedText, secrets: string): Run[] {
  return runsIn(folded.letters, secrets).filter((run) => !isMereWord(run, text, folded, secrets))
}

/** Keys of which the beginning and the end are shown, and not what is between them. */
function maskedKeys(letters: string, keys: string): Run[] {
  const runs: Run[] = []
  for (const { index } of letters.matchAll(mask)) {
    let length = Math.min(index, mostShown)
    while (length >= fewestShown && !keys.includes(separator + letters.slice(index - length, index))) length--
    const to = behindTail(letters, index, keys)
    if (length >= fewestShown && to > index) runs.push({ from: index - length, to })
  }
  return runs
}

/** Where the end of a key ends that stands behind a mask; where the run ends if none does. */
function behindTail(letters: string, to: number, keys: string): number {
  maskHere.lastIndex = to
  const at = maskHere.test(letters) ? maskHere.lastIndex : to
  for (let length = at === to ? 0 : Math.min(mostShown, letters.length - at); length > 0; length--) {
    if (keys.includes(letters.slice(at, at + length) + separator)) return at + length
  }
  return to
}

/** Whether the run is a word by itself, in the reason as in the secret, or too short for one, and the secret has more. */
function isMereWord(run: Run, text: string, { letters, starts, ends }: FoldedText, secrets: string): boolean {
  const found = letters.slice(run.from, run.to)
  if (secrets.includes(separator + found + separator)) return false
  const trimmed = found.replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, '')
  if (trimmed.length < minLength) return true
  if (!word.test(trimmed)) return false
  const from = run.from + found.indexOf(trimmed)
  const at = secrets.indexOf(trimmed)
  const neighbours = [
    secrets.charAt(at - 1),
    secrets.charAt(at + trimmed.length),
    text.charAt((starts[from] ?? 0) - 1),
    text.charAt(ends[from + trimmed.length - 1] ?? text.length)
  ]
  return neighbours.every((neighbour) => !wordCharacter.test(neighbour))
}

function withoutRuns(text: string, { starts, ends }: FoldedText, runs: readonly Run[], mark: string): string {
  let kept = ''
  let done = 0
  for (const { from, to } of runs.toSorted((one, other) => one.from - other.from)) {
    const start = starts[from] ?? 0
    const end = ends[to - 1] ?? text.length
    if (start >= done) kept += text.slice(done, start) + mark
    done = Math.max(done, end)
  }
  return kept + text.slice(done)
}
