import type { RerankAnswer } from '../gateway/rerank-answer.ts'
import { accounts } from '../server/dialects/accounts.ts'
import { answerNotes } from '../server/dialects/answer-notes.ts'
import type { RerankResponse, RerankResult } from './rerank-response.ts'

/** An answer as the object that the HTTP API would send. */
export function shapeResponse(answer: RerankAnswer, id: string): RerankResponse {
  const { request, ranking, usage } = answer
  const results = ranking.map(({ index, score }): RerankResult => {
    const text = request.returnDocuments ? request.documents.text(index) : undefined
    const result = { index, relevance_score: score }
    return text === undefined ? result : { ...result, document: { text } }
  })
  return { id, model: request.model, results, ...accounts(usage, answerNotes(answer)) }
}
