import { lexicalScores } from '../../../src/providers/lexical/lexical-scores.ts'
import { rank } from '../../../src/rerank/rank.ts'

/** The indices of the texts, best first, as a request would get them. */
export function ranked(query: string, texts: readonly string[]): number[] {
  return rank(scoresOf(query, texts), undefined).map(({ index }) => index)
}

export function scoresOf(query: string, texts: readonly string[]): Float64Array {
  return lexicalScores(query, texts.length, (index) => texts[index] ?? '')
}
