import { pseudoText, type Random, seededRandom } from './pseudo-text.ts'
import { modelName } from './request-body.ts'

const queries = 300
const passages = 4000
const passageCharacters = 500
/** Of a request's passages, those that its query always retrieves; the rest changes from time to time. */
const steadyShare = 0.9
/** What a retriever hands to a reranker. */
export const retrieved = 50

/**
 * Requests as a question answering program makes them: a few questions are asked again and again, and a few passages are
 * found by many of them (Zipf's law for both).
 * @param seed of the trace; another one has other questions
 */
export function retrievalTrace(requests: number, seed: number): Buffer[] {
  const random = seededRandom(seed)
  const texts = Array.from({ length: passages }, () => pseudoText(passageCharacters, random))
  const askedBefore = new Map<number, number[]>()
  return Array.from({ length: requests }, () => {
    const query = zipf(queries, random)
    const steady = askedBefore.get(query) ?? distinct([], retrieved, random)
    askedBefore.set(query, steady)
    const found = distinct(steady.slice(0, Math.round(retrieved * steadyShare)), retrieved, random)
    const documents = found.map((passage) => texts[passage])
    return Buffer.from(
      JSON.stringify({ model: modelName, query: `question ${query} of ${seed}?`, documents, top_n: 10 })
    )
  })
}

function distinct(first: readonly number[], count: number, random: Random): number[] {
  const chosen = new Set(first)
  while (chosen.size < count) chosen.add(zipf(passages, random))
  return [...chosen]
}

/** A rank from 0, the rank r with a share in proportion to 1 / (r + 1), as near as the inverse of an integral comes. */
function zipf(count: number, random: Random): number {
  return Math.min(count - 1, Math.floor((count + 1) ** random()) - 1)
}
