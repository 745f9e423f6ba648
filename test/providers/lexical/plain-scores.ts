import { stemmer } from 'stemmer'
import { stopWords } from '../../../src/providers/lexical/stop-words.ts'

/** The formula as docs/local-lexical.md has it, for ASCII words, written for reading alone: what the scorer is held to. */
export function plainScores(query: string, texts: readonly string[]): number[] {
  const documents = texts.map(wordsOf)
  const words = wordsOf(query)
  const terms = [...new Set(words)]
  const averageLength = documents.reduce((sum, document) => sum + document.length, 0) / documents.length
  const weight = (term: string) => {
    const holding = documents.filter((document) => document.includes(term)).length
    return 1 + Math.log(1 + (documents.length - holding + 0.5) / (holding + 0.5))
  }
  const most = terms.reduce((sum, term) => sum + weight(term), 0) * 2.2
  return documents.map((document) => {
    const damping = 1.2 * (0.25 + (0.75 * document.length) / (averageLength || 1))
    const saturated = (frequency: number) => (frequency * 2.2) / (frequency + damping || 1)
    const single = terms.map((term) => weight(term) * saturated(frequencyOf(term, document)))
    const paired = pairsOf(words).map(
      ([x, y]) => 0.5 * ((weight(x) + weight(y)) / 2) * saturated(closenessOf(x, y, document))
    )
    return [...single, ...paired].reduce((sum, part) => sum + part, 0) / (most || 1)
  })
}

function wordsOf(text: string): string[] {
  return (text.toLowerCase().match(/[a-z0-9]+/g) ?? []).filter((word) => !stopWords.has(word)).map(stemmer)
}

function pairsOf(words: readonly string[]): [string, string][] {
  const pairs = new Map<string, [string, string]>()
  for (const [index, y] of words.entries()) {
    const x = words[index - 1]
    if (x !== undefined && x !== y) pairs.set(`${x} ${y}`, [x, y])
  }
  return [...pairs.values()]
}

function frequencyOf(term: string, document: readonly string[]): number {
  const frequency = document.filter((word) => word === term).length
  if (frequency > 0 || term.length < 4) return frequency
  const likenesses = document
    .filter((word) => word.length >= 4 && word[0] === term[0])
    .map((word) => diceOf(piecesOf(word), piecesOf(term)))
  const best = Math.max(0, ...likenesses)
  return best >= 0.6 ? 0.3 * best : 0
}

function piecesOf(word: string): Set<string> {
  return new Set(Array.from({ length: word.length - 2 }, (_, at) => word.slice(at, at + 3)))
}

function diceOf(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  return (2 * [...a].filter((piece) => b.has(piece)).length) / (a.size + b.size)
}

function closenessOf(x: string, y: string, document: readonly string[]): number {
  let closeness = 0
  for (const [here, first] of document.entries()) {
    for (const [there, second] of document.entries()) {
      if (first !== x || second !== y || Math.abs(there - here) > 8) continue
      closeness += there - here === 1 ? 1 : 0.3 / Math.abs(there - here)
    }
  }
  return closeness
}
