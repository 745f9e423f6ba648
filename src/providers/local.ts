import { GatewayError } from '../errors/gateway-error.ts'
import type { Documents } from '../rerank/documents.ts'
import type { RerankRequest } from '../rerank/rerank-request.ts'
import type { Scores } from '../rerank/scores.ts'
import { unknownUsage } from '../rerank/usage.ts'
import type { LexicalJob } from './lexical/lexical-worker.ts'
import type { EmbeddedProvider } from './provider.ts'

/** What is scored on the event loop: about 15 ms of work. */
const maxInlineBytes = 256 * 1024
/** Words that are nearly alike are compared each with each: so long may a query be for that many bytes, and longer for fewer. */
const inlineQueryLength = 128

/** Scores in this process, without a network: `local/lexical` compares words (docs/local-lexical.md). */
export const local: EmbeddedProvider = {
  kind: 'embedded',
  name: 'local',
  models: ['lexical'],
  scale: 'lexical',
  // How much a word weighs depends on how many of the documents have it.
  pointwise: false,
  limits: { maxDocuments: 10_000, maxBytes: 64 * 1024 * 1024 },
  shown: (score) => Math.min(1, score),
  check,
  score
}

// The scorer is loaded by its first request: most gateways have none.
async function score(request: RerankRequest, signal: AbortSignal): Promise<Scores> {
  check(request)
  const { query, documents } = request
  const bytes = documents.totalLiteralBytes()
  const isSmall = bytes * Math.max(query.length, inlineQueryLength) <= maxInlineBytes * inlineQueryLength
  const values = isSmall ? await scoreInline(query, documents) : await scoreOnWorker(query, documents, signal)
  return { values, usage: unknownUsage }
}

function check({ documents }: RerankRequest): void {
  for (let index = 0; index < documents.count; index++) {
    if (documents.literalBytes(index) > 0) continue
    throw new GatewayError('invalid_request', `local/lexical reads text only: documents[${index}] has none`, {
      param: 'documents'
    })
  }
}

async function scoreInline(query: string, documents: Documents): Promise<Float64Array> {
  const { lexicalScores } = await import('./lexical/lexical-scores.ts')
  return lexicalScores(query, documents.count, (index) => documents.text(index) ?? '')
}

async function scoreOnWorker(query: string, documents: Documents, signal: AbortSignal): Promise<Float64Array> {
  const [{ lexicalWorkers }, { packDocuments }] = await Promise.all([
    import('./lexical/lexical-workers.ts'),
    import('./lexical/packed-documents.ts')
  ])
  const pack = () => {
    const packed = packDocuments(documents)
    const message: LexicalJob = { query, documents: packed }
    return { message, transfer: [packed.literals.buffer, packed.ends.buffer] }
  }
  return (await lexicalWorkers.run(pack, signal)) as Float64Array
}
