import type { RerankRequest } from '../rerank/rerank-request.ts'
import { estimateTokens } from './estimate-tokens.ts'

/** Around one document in any provider's body: a wrapper such as `{"text":,"image":""},`. */
const wrapBytes = 24
/** Around a call's query and documents: names of fields, the model, options. */
const frameBytes = 1024

/** What a call's body holds besides its documents, in bytes: never less than what will be sent. */
export function frameBytesOf({ query, options }: RerankRequest): number {
  const instruction = options.instruction ?? ''
  return frameBytes + Buffer.byteLength(JSON.stringify(query)) + Buffer.byteLength(JSON.stringify(instruction))
}

/** What one document adds to a call's body, in bytes: never less than what will be sent. */
export function documentBytes({ documents }: RerankRequest, index: number): number {
  return documents.literalBytes(index) + (documents.image(index)?.length ?? 0) + wrapBytes
}

/** An estimate of the tokens of the query with one document. */
export function pairTokens({ documents, query }: RerankRequest, index: number): number {
  return estimateTokens(documents.literalBytes(index)) + estimateTokens(Buffer.byteLength(query))
}
