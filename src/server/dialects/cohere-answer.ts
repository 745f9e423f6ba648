import type { RerankAnswer } from '../../gateway/rerank-answer.ts'
import { accounts } from './accounts.ts'
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
  let bytes = `{"id":${JSON.stringify(id)},"model":${byteString(JSON.stringify(model))},"results":[`
  let separator = ''
  for (const { index, score } of answer.ranking) {
    bytes += `${separator}{"index":${index},"relevance_score":${score}`
    separator = ','
    const literal = returnDocuments ? documents.literalLatin1(index) : ''
    bytes += literal === '' ? '}' : echoOpen + literal + echoClose
  }
  // The accounts are an object of their own; its inside goes on where the results end.
  return `${bytes}],${byteString(JSON.stringify(accounts(answer.usage, answerNotes(answer))).slice(1))}`
}

/** A text's UTF-8, a character for each byte. */
function byteString(text: string): string {
  return /^[\x20-\x7e]*$/.test(text) ? text : Buffer.from(text).toString('latin1')
}
