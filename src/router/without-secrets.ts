import type { Target } from '../providers/provider.ts'
import { type FoldedText, foldedText } from './folded-text.ts'
import { knownSecrets, separator } from './known-secrets.ts'
import { minLength } from './read-reason.ts'

/** What a provider puts in the place of the middle of a key that it shows. */
const hidden = '*.\u2026\u2022\u00b7#'
/** Shows nothing of a value that has more than it: `production` of `rankgate-production`. */
const word = /^\p{L}+$/u
const wordCharacter = /[\p{L}\p{N}]/u

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
    ...runsIn(letters, keys).map(({ from, to }) => ({ from, to: behindTail(letters, to, keys) })),
    ...phrases.flatMap((phrase) => placesOf(phrase, letters)),
    ...runsIn(letters, values).filter((run) => !isMereWord(run, text, folded, values))
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

/** Where the end of the same key ends that stands behind asterisks or dots; where the run ends if none does. */
function behindTail(letters: string, to: number, keys: string): number {
  let at = to
  while (at < letters.length && hidden.includes(letters.charAt(at))) at++
  if (at === to) return to
  for (let length = Math.min(minLength - 1, letters.length - at); length > 0; length--) {
    if (keys.includes(letters.slice(at, at + length) + separator)) return at + length
  }
  return to
}

/** Whether the run is a word by itself, in the reason as in the value, and the value has more. */
function isMereWord({ from, to }: Run, text: string, { letters, starts, ends }: FoldedText, values: string): boolean {
  const run = letters.slice(from, to)
  if (!word.test(run) || values.includes(separator + run + separator)) return false
  const at = values.indexOf(run)
  const neighbours = [
    values.charAt(at - 1),
    values.charAt(at + run.length),
    text.charAt((starts[from] ?? 0) - 1),
    text.charAt(ends[to - 1] ?? text.length)
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
