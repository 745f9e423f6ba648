import { checkModel, type NimPassage, readNimRequest } from './nim-request.ts'
import { Refusal } from './refusal.ts'
import { type RankingBody, type RankingRow, type Reply, rankingReply } from './reply.ts'
import type { Question } from './routes.ts'
import type { Settings } from './settings.ts'
import { simulatedLogit, simulatedTokens } from './simulated-score.ts'
import { strictCount, strictList, strictObject, strictText } from './strict-fields.ts'

/** `/v1/ranking`, and `/v1/retrieval/...` with the model that the path names, if it names one. */
export function answerNim({ body, name: pathModel, settings }: Question): Reply {
  const { model, query, passages } = readNimRequest(body, settings)
  if (pathModel !== undefined && dotted(pathModel) !== dotted(model)) {
    throw new Refusal(404, `model \`${model}\` not found, expected \`${pathModel}\``)
  }
  const scored = score(model, query, passages, settings)
  return rankingReply({ ...scored, listKey: 'rankings', scoreKey: 'logit' })
}

/**
 * The hosted routes that take Cohere's request and answer with raw logits: `/v1/rerank` and, with the model in its path,
 * `/v1/ranking/{model}`.
 */
export function answerHostedRerank({ body, name: pathModel, settings }: Question): Reply {
  const fields = strictObject(body, 'body', ['model', 'query', 'documents', 'top_n'])
  const model = strictText(fields.model ?? pathModel, 'model')
  checkModel(model, settings.models)
  if (pathModel !== undefined && pathModel !== model) {
    throw new Refusal(404, `model \`${model}\` not found, expected \`${pathModel}\``)
  }
  const query = strictText(fields.query, 'query')
  const passages = strictList(fields.documents, 'documents', settings.maxPassages).map((document, index) => ({
    text: strictText(document, `documents[${index}]`)
  }))
  const topN = fields.top_n === undefined ? passages.length : strictCount(fields.top_n, 'top_n')
  const { rows, ...scored } = score(model, query, passages, settings)
  const kept = { ...scored, rows: rows.slice(0, topN) }
  return rankingReply(
    pathModel === undefined
      ? { ...kept, listKey: 'results', scoreKey: 'relevance_score' }
      : { ...kept, listKey: 'rankings', scoreKey: 'logit' }
  )
}

type Scored = Pick<RankingBody, 'documents' | 'accounting'> & { readonly rows: readonly RankingRow[] }

function score(model: string, query: string, passages: readonly NimPassage[], settings: Settings): Scored {
  const scores = passages.map((passage, index) => ({ index, score: simulatedLogit(query, passage, model) }))
  const pairTokens = passages.map((passage) => Math.min(simulatedTokens(query, passage), settings.maxTokens))
  const tokens = pairTokens.reduce((sum, pair) => sum + pair, 0)
  return {
    documents: passages.length,
    rows: scores.toSorted((a, b) => b.score - a.score),
    accounting: { usage: { prompt_tokens: tokens, total_tokens: tokens } }
  }
}

/** In a hosted path `_` stands for the `.` of the model's id. */
function dotted(model: string): string {
  return model.replaceAll('_', '.')
}
