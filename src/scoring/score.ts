import type { ScoreSpace } from '../config/deployment.ts'
import { GatewayError } from '../errors/gateway-error.ts'
import type { RerankRequest } from '../rerank/rerank-request.ts'

/**
 * Gets one score for each document of the request from one space, through as few calls as its limits allow.
 * @throws GatewayError `over_limit` when the documents do not fit in one call
 */
export function score<Called>(
  space: ScoreSpace,
  request: RerankRequest,
  callChunk: (chunk: RerankRequest) => Promise<Called>
): Promise<Called> {
  const { count } = request.documents
  let maxDocuments = Number.POSITIVE_INFINITY
  for (const { limits } of space.deployments) maxDocuments = Math.min(maxDocuments, limits.maxDocuments)
  if (count > maxDocuments) {
    throw new GatewayError(
      'over_limit',
      `documents: ${count} are more than the ${maxDocuments} that "${request.model}" takes in one request; ` +
        'send fewer, or raise model_info.max_documents if the model takes more',
      { param: 'documents' }
    )
  }
  return callChunk(request)
}
