import type { RerankAnswer } from '../../gateway/rerank-answer.ts'
import { textLiteralBytes } from '../../json/text-literal.ts'
import { accountsBytes } from './accounts-bytes.ts'
import { answerNotes } from './answer-notes.ts'

/** Opens the echo of a document, and closes it with its result. */
const echoOpen = ',"document":{"text":'
const echoClose = '}}'

/**
 * Writes an answer as the union that Cohere's, Jina's, LiteLLM's, Together's and Open WebUI's clients read
 * (`results` + `meta` + `usage`). Documents are echoed by copying their raw literals.
 * @returns the bytes as a string of one character each, to be sent as `latin1`: node:http then joins them with the headers,
 * which costs less than a buffer beside them
 */
export function cohereAnswer(answer: RerankAnswer, id: string): string {
  const { documents, returnDocuments, model } = answer.request
  let bytes = `{"id":${textLiteralBytes(id)},"model":${textLiteralBytes(model)},"results":[`
  let separator = ''
  for (const { index, score } of answer.ranking) {
    bytes += `${separator}{"index":${index},"relevance_score":${score}`
    separator = ','
    const text = returnDocuments ? documents.literalLatin1(index) : ''
    bytes += text === '' ? '}' : echoOpen + text + echoClose
  }
  return `${bytes}],${accountsBytes(answer.usage, answerNotes(answer))}`
}
