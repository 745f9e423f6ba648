import { type QueryTerms, queryTerms } from './query-terms.ts'
import { TermCounts } from './term-counts.ts'

/** BM25: how soon repetitions stop counting, and how much long documents are held back. */
const k1 = 1.2
const b = 0.75
/** Added to every term's weight: among candidates for one query, its key terms are common and would weigh nothing. */
const weightFloor = 1
/** How much a pair of neighbours counts beside a term, and a misspelled term beside a right one. */
const proximity = 0.5
const fuzziness = 0.3

/** What pass one learned of the documents: a row for each of them. */
interface Counted {
  readonly lengths: Float64Array<ArrayBuffer>
  /** A column for each term: how often it occurs, or how nearly something like it does. */
  readonly frequencies: Float64Array
  /** A column for each pair of neighbours. */
  readonly closenesses: Float64Array
  /** In how many documents each term stands. */
  readonly holders: Float64Array
}

/**
 * Scores each document by how well its words answer the query's: BM25 over the statistics of these documents alone, plus
 * proximity and spelling. Divided by what the terms could bring at most, so that about 1 is a full match; pairs of
 * neighbours can lift a score above 1. The same input gives the same bits.
 */
export function lexicalScores(
  query: string,
  count: number,
  textOf: (index: number) => string
): Float64Array<ArrayBuffer> {
  const terms = queryTerms(query)
  const counted = countAll(terms, count, textOf)
  const weights = counted.holders.map(
    (holding) => weightFloor + Math.log(1 + (count - holding + 0.5) / (holding + 0.5))
  )
  const most = weights.reduce((sum, weight) => sum + weight, 0) * (k1 + 1)
  const averageLength = counted.lengths.reduce((sum, length) => sum + length, 0) / count
  return counted.lengths.map((length, index) => {
    const damping = k1 * (1 - b + (b * length) / (averageLength || 1))
    return most === 0 ? 0 : scoreOf(terms, counted, weights, index, damping) / most
  })
}

function scoreOf(terms: QueryTerms, counted: Counted, weights: Float64Array, index: number, damping: number): number {
  let score = 0
  for (let term = 0; term < weights.length; term++) {
    const frequency = counted.frequencies[index * weights.length + term] ?? 0
    score += (weights[term] ?? 0) * saturated(frequency, damping)
  }
  for (const [column, [first, second]] of terms.pairs.entries()) {
    const closeness = counted.closenesses[index * terms.pairs.length + column] ?? 0
    const weight = ((weights[first] ?? 0) + (weights[second] ?? 0)) / 2
    score += proximity * weight * saturated(closeness, damping)
  }
  return score
}

function saturated(frequency: number, damping: number): number {
  return frequency === 0 ? 0 : (frequency * (k1 + 1)) / (frequency + damping)
}

function countAll(query: QueryTerms, count: number, textOf: (index: number) => string): Counted {
  const { terms, pairs } = query
  const counts = new TermCounts(query)
  const lengths = new Float64Array(count)
  const frequencies = new Float64Array(count * terms.length)
  const closenesses = new Float64Array(count * pairs.length)
  const holders = new Float64Array(terms.length)
  for (let index = 0; index < count; index++) {
    counts.read(textOf(index))
    lengths[index] = counts.length
    for (let term = 0; term < terms.length; term++) {
      const frequency = counts.frequency(term)
      if (frequency > 0) holders[term] = (holders[term] ?? 0) + 1
      frequencies[index * terms.length + term] = frequency > 0 ? frequency : fuzziness * counts.likeness(term)
    }
    for (const [column, [first, second]] of pairs.entries()) {
      closenesses[index * pairs.length + column] = counts.closeness(first, second)
    }
  }
  return { lengths, frequencies, closenesses, holders }
}
