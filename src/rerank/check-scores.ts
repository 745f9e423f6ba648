import { InvalidAnswer } from './invalid-answer.ts'

/** One row of a provider's answer, not believed yet. */
export interface ScoreRow {
  readonly index: unknown
  readonly score: unknown
}

/**
 * The gate that every provider's answer passes: exactly `count` rows, each index in range and named once, each score finite.
 * @returns the scores by document index
 * @throws InvalidAnswer naming the first row that breaks the rule
 */
export function checkScores(rows: readonly ScoreRow[], count: number): Float64Array {
  if (rows.length !== count) {
    throw new InvalidAnswer(`the answer has ${rows.length} scores for ${count} documents`)
  }
  const values = new Float64Array(count).fill(Number.NaN)
  for (const { index, score } of rows) {
    if (typeof index !== 'number' || !Number.isInteger(index) || index < 0 || index >= count) {
      throw new InvalidAnswer(`the answer names document ${shown(index)}, but there are documents 0 to ${count - 1}`)
    }
    if (typeof score !== 'number' || !Number.isFinite(score)) {
      throw new InvalidAnswer(`the score of document ${index} is ${shown(score)}, not a finite number`)
    }
    if (!Number.isNaN(values[index])) throw new InvalidAnswer(`the answer scores document ${index} twice`)
    values[index] = score
  }
  return values
}

function shown(value: unknown): string {
  if (typeof value === 'number') return String(value)
  return value === undefined ? 'missing' : (JSON.stringify(value)?.slice(0, 40) ?? typeof value)
}
