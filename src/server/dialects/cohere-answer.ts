import type { RerankAnswer } from '../../gateway/rerank-answer.ts'
import { accounts } from './accounts.ts'

/** Bytes of `{"index":9999,"relevance_score":-1.2345678901234567e-100,"document":{"text":}},` and some to spare. */
const resultBytes = 128

/**
 * Writes an answer as the union that Cohere's, Jina's, LiteLLM's, Together's and Open WebUI's clients read
 * (`results` + `meta` + `usage`). Documents are echoed by copying their raw literals.
 */
export function cohereAnswer(answer: RerankAnswer, id: string): Buffer {
  const { request, ranking } = answer
  const head = Buffer.from(`{"id":${JSON.stringify(id)},"model":${JSON.stringify(request.model)},"results":[`)
  // The accounts are an object of their own; its inside goes on where the results end.
  const tail = Buffer.from(`],${JSON.stringify(accounts(answer.usage)).slice(1)}`)
  const body = Buffer.allocUnsafe(head.length + ranking.length * resultBytes + echoBytes(answer) + tail.length)
  let end = head.copy(body)
  let separator = ''
  for (const { index, score } of ranking) {
    end += body.write(`${separator}{"index":${index},"relevance_score":${score}`, end, 'latin1')
    if (request.returnDocuments && request.documents.literalBytes(index) > 0) {
      end += body.write(',"document":{"text":', end, 'latin1')
      end = request.documents.copyLiteral(index, body, end)
      end += body.write('}', end, 'latin1')
    }
    end += body.write('}', end, 'latin1')
    separator = ','
  }
  end += tail.copy(body, end)
  return body.subarray(0, end)
}

function echoBytes({ request: { documents, returnDocuments }, ranking }: RerankAnswer): number {
  if (!returnDocuments) return 0
  return ranking.reduce((sum, { index }) => sum + documents.literalBytes(index), 0)
}
