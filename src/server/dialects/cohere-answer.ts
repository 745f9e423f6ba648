import type { RerankAnswer } from '../../gateway/rerank-answer.ts'
import { accounts } from './accounts.ts'
import { answerNotes } from './answer-notes.ts'

/** Opens the echo of a document, and closes it with its result. */
const echoOpen = ',"document":{"text":'
const echoClose = '}}'

/**
 * Writes an answer as the union that Cohere's, Jina's, LiteLLM's, Together's and Open WebUI's clients read
 * (`results` + `meta` + `usage`). Documents are echoed by copying their raw literals.
 */
export function cohereAnswer(answer: RerankAnswer, id: string): Buffer {
  const { request, ranking } = answer
  const { documents, returnDocuments } = request
  let text = `{"id":${JSON.stringify(id)},"model":${JSON.stringify(request.model)},"results":[`
  // The accounts are an object of their own; its inside goes on where the results end.
  const tail = `],${JSON.stringify(accounts(answer.usage, answerNotes(answer))).slice(1)}`

  // Text collects until a document's bytes come between: then both go out, and text starts again.
  const pieces: string[] = []
  const echoed: number[] = []
  let bytes = 0
  let separator = ''
  for (const { index, score } of ranking) {
    text += `${separator}{"index":${index},"relevance_score":${score}`
    separator = ','
    const literalBytes = returnDocuments ? documents.literalBytes(index) : 0
    if (literalBytes === 0) {
      text += '}'
      continue
    }
    pieces.push(text + echoOpen)
    echoed.push(index)
    bytes += literalBytes
    text = echoClose
  }
  pieces.push(text + tail)
  for (const piece of pieces) bytes += Buffer.byteLength(piece)

  const body = Buffer.allocUnsafe(bytes)
  let end = 0
  for (const [at, piece] of pieces.entries()) {
    end += body.write(piece, end)
    const index = echoed[at]
    if (index !== undefined) end = documents.copyLiteral(index, body, end)
  }
  return body
}
