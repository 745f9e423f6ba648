import type { GatewayError } from '../../errors/gateway-error.ts'
import type { RerankRequest } from '../../rerank/rerank-request.ts'
import type { Normalization } from '../../rerank/scores.ts'
import { cacheWishes } from './cache-wishes.ts'
import { forbiddenFields } from './cohere-fields.ts'
import type { HeaderWishes } from './header-wishes.ts'
import { KnownFields } from './known-fields.ts'
import { readDocuments } from './object-documents.ts'
import { routeWishes } from './route-wishes.ts'
import { requestFault, scanBody } from './scan-body.ts'

/**
 * Reads a rerank request out of its bytes in one scan; documents stay where they are.
 * @param headers what the request's headers ask for, over its fields
 * @throws GatewayError `invalid_request` with `param`, naming the field and what it should be
 */
export function readCohereRequest(body: Buffer, maxDocuments: number, headers?: HeaderWishes): RerankRequest {
  const { fields, extra, scanned } = scanBody(body, maxDocuments)
  for (const name of extra.keys()) {
    if (forbiddenFields.has(name))
      throw requestFault(name, `${name}: not allowed in a request, only in the configuration`)
  }
  if (!fields.has('query')) throw missing('query')
  if (scanned === undefined) throw missing('documents')
  if (!fields.has('model')) throw missing('model')
  const known = new KnownFields(fields)
  return {
    model: known.take('model') as string,
    query: known.take('query') as string,
    documents: readDocuments(body, scanned, known.take('rank_fields') as string[] | undefined),
    topN: known.take('top_n') as number | undefined,
    returnDocuments: (known.take('return_documents') as boolean | undefined) ?? true,
    normalization: known.take('normalize') as Normalization | undefined,
    scoreThreshold: known.take('score_threshold') as number | undefined,
    options: {
      truncate: known.take('truncate') as string | undefined,
      instruction: known.take('instruction') as string | undefined,
      maxTokensPerDocument: known.take('max_tokens_per_doc') as number | undefined,
      maxChunksPerDocument: known.take('max_chunks_per_doc') as number | undefined,
      extra
    },
    wishes: routeWishes(known, headers),
    cache: cacheWishes(known, headers),
    isDryRun: (known.take('dry_run') as boolean | undefined) ?? false
  }
}

function missing(name: string): GatewayError {
  return requestFault(name, `/rerank: Missing required parameter: '${name}'.`)
}
