import type { ScoreSpace } from '../config/deployment.ts'
import { GatewayError } from '../errors/gateway-error.ts'
import type { RerankRequest } from '../rerank/rerank-request.ts'
import { callLimits } from './call-limits.ts'
import type { CallChunk, Called } from './called.ts'
import { chunkBounds, fitsOneCall } from './chunk-bounds.ts'
import { fanOut } from './fan-out.ts'
import type { LearnedLimits } from './learned-limits.ts'
import { withOriginalIndex } from './original-index.ts'
import { type Chunk, planChunks } from './plan-chunks.ts'
import { smallerChunks } from './smaller-chunks.ts'

export interface ChunkCalls {
  readonly space: ScoreSpace
  /** Its documents are what is to be scored. */
  readonly request: RerankRequest
  readonly callChunk: CallChunk
  readonly signal: AbortSignal
  readonly learned: LearnedLimits
  readonly maxFanout: number
  /** The caller's index of a document of the request, for messages. */
  readonly originalOf: (index: number) => number
  /** Told of each chunk's scores as they come; `start` is the index of its first document. */
  readonly gained: (start: number, called: Called) => void
}

/**
 * Gets a score for every document of the request, in as few calls as the limits of the space allow. All of them or none: when
 * one call fails for good, the others are cancelled, and its error is thrown once they have ended.
 */
export async function callChunks(calls: ChunkCalls): Promise<Called[]> {
  const { request, signal, learned, space, maxFanout } = calls
  const bounds = chunkBounds(request, callLimits(space, learned))
  const { count } = request.documents
  const all: Called[] = []
  // The usual request is one call, as it came: no list, no signal of its own.
  const queue = fitsOneCall(request, bounds)
    ? await callOne({ start: 0, end: count }, calls, signal, all)
    : planChunks(count, bounds)
  if (queue.length === 0) return all
  await fanOut(queue, maxFanout, signal, async (chunk, either) => {
    // First of all: where even one document is too much, that is found out after few calls.
    queue.unshift(...(await callOne(chunk, calls, either, all)))
  })
  return all
}

/** @returns what is to be called instead, when the provider took the chunk for too large */
async function callOne(chunk: Chunk, calls: ChunkCalls, signal: AbortSignal, all: Called[]): Promise<Chunk[]> {
  const { request, callChunk, originalOf, gained } = calls
  const { start, end } = chunk
  const isWhole = start === 0 && end === request.documents.count
  try {
    const part = isWhole ? request : { ...request, documents: request.documents.slice(start, end) }
    const called = await callChunk(part, signal)
    all.push(called)
    gained(start, called)
    return []
  } catch (error) {
    const smaller = error instanceof GatewayError ? smallerChunks(error, chunk, calls) : undefined
    if (smaller !== undefined) return smaller
    throw withOriginalIndex(error, (index) => (index < end - start ? originalOf(start + index) : undefined))
  }
}
