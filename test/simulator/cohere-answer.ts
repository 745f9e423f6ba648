import { randomUUID } from 'node:crypto'
import { Refusal } from './refusal.ts'
import { type Reply, rankingReply } from './reply.ts'
import type { Question } from './routes.ts'
import { simulatedProbability } from './simulated-score.ts'

/** Cohere's `/v2/rerank` and `/v1/rerank`. Fields it does not know are ignored. */
export function answerCohere({ body, settings }: Question, version: '1' | '2'): Reply {
  const fields = asObject(body)
  const { model, query, documents, top_n: topN, return_documents: returnDocuments } = fields
  if (typeof model !== 'string' || model === '') throw new Refusal(400, 'invalid request: model is required')
  if (!settings.cohereModels.includes(model) && !settings.cohereModels.includes('*')) {
    throw new Refusal(404, `model '${model}' not found, make sure the correct model ID was used`)
  }
  if (typeof query !== 'string' || query === '') throw new Refusal(400, 'invalid request: query must not be empty')
  const texts = readDocuments(documents, version)
  checkTopN(topN)
  const rows = texts
    .map((text, index) => ({ index, text, score: simulatedProbability(query, text, model) }))
    .toSorted((a, b) => b.score - a.score)
    .slice(0, topN)
    .map(({ text, ...row }) => (version === '1' && returnDocuments === true ? { ...row, document: { text } } : row))
  return rankingReply({
    id: randomUUID(),
    listKey: 'results',
    scoreKey: 'relevance_score',
    rows,
    documents: texts.length,
    accounting: { meta: { api_version: { version }, billed_units: { search_units: searchUnits(texts.length) } } }
  })
}

function readDocuments(documents: unknown, version: '1' | '2'): readonly string[] {
  if (!Array.isArray(documents) || documents.length === 0) {
    throw new Refusal(400, 'invalid request: list of documents must not be empty')
  }
  if (documents.length > maxDocuments) {
    throw new Refusal(400, `invalid request: too many documents, at most ${maxDocuments} are allowed`)
  }
  return documents.map((document, index) => {
    const text = version === '1' && typeof document === 'object' ? document?.text : document
    if (typeof text === 'string') return text
    throw new Refusal(400, `invalid type: parameter documents[${index}] must be a string`)
  })
}

function checkTopN(topN: unknown): asserts topN is number | undefined {
  if (topN === undefined || (typeof topN === 'number' && Number.isInteger(topN) && topN > 0)) return
  throw new Refusal(400, 'invalid request: top_n must be a positive integer')
}

function asObject(body: unknown): Record<string, unknown> {
  if (typeof body === 'object' && body !== null && !Array.isArray(body)) return { ...body }
  throw new Refusal(400, 'invalid request: body must be a JSON object')
}

/** Cohere's hard limit per request. */
const maxDocuments = 10_000

/** One search unit is one query with up to 100 documents. */
function searchUnits(documents: number): number {
  return Math.ceil(documents / 100)
}
