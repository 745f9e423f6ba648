import type { CancelSignal } from '../clock/cancel-signal.ts'
import type { ScoreSpace } from '../config/deployment.ts'
import { isRetryDenied } from '../errors/denied-retries.ts'
import { GatewayError } from '../errors/gateway-error.ts'
import type { RerankRequest } from '../rerank/rerank-request.ts'
import { callLimits } from './call-limits.ts'
import type { CallChunk, Called } from './called.ts'
import { chunkBounds, fitsOneCall } from './chunk-bounds.ts'
import { fanOut } from './fan-out.ts'
import type { LearnedLimits } from './learned-limits.ts'
import { isForSize } from './list-refusal.ts'
import { namesDocument, reworded, withOriginalIndex } from './original-index.ts'
import { type Chunk, planChunks } from './plan-chunks.ts'
import { type CutChunk, confirmGuess, fittingChunks, smallerChunks } from './smaller-chunks.ts'

export interface ChunkCalls {
  readonly space: ScoreSpace
  /** Its documents are what is to be scored. */
  readonly request: RerankRequest
  readonly callChunk: CallChunk
  readonly signal: CancelSignal
  readonly learned: LearnedLimits
  readonly maxFanout: number
  /** The caller's index of a document of the request, for messages. */
  readonly originalOf: (index: number) => number
}

/** Told of each chunk's scores as they come; `start` is the index of its first document. */
export type Gained = (start: number, values: Float64Array) => void

/**
 * Gets a score for every document of the request, in as few calls as the limits of the space allow. All of them or none: when
 * one call fails for good, the others are cancelled, and its error is thrown once they have ended.
 */
export async function callChunks(calls: ChunkCalls, gained: Gained): Promise<Called[]> {
  const { request, signal, learned, space } = calls
  const bounds = chunkBounds(request, callLimits(space, learned))
  const { count } = request.documents
  if (!fitsOneCall(request, bounds)) return callAll(planChunks(count, bounds), calls, gained)
  // The usual request is one call, as it came: no list, no signal of its own.
  try {
    const called = await calls.callChunk(request, signal)
    gained(0, called.scores.values)
    return [called]
  } catch (error) {
    return callAll(insteadOf({ start: 0, end: count }, error, calls), calls, gained)
  }
}

/** @param queue the chunks to call, in this order */
async function callAll(queue: CutChunk[], calls: ChunkCalls, gained: Gained): Promise<Called[]> {
  const { request, signal, learned, space, maxFanout } = calls
  const { count } = request.documents
  const all: Called[] = []
  const planned = learned.count
  const held: { readonly chunk: CutChunk; readonly error: unknown }[] = []
  await fanOut(queue, maxFanout, signal, async (chunk, either) => {
    // What was learned meanwhile is not tried out again by each of the chunks that were planned before.
    const parts = learned.count === planned ? [] : fittingChunks(callLimits(space, learned), chunk, request)
    try {
      // First of all: where even one document is too much, that is found out after few calls.
      queue.unshift(...(parts.length > 1 ? parts : await callOne(chunk, either)))
    } catch (error) {
      // A chunk may lack only a retry that others of its request hold: it waits for them, unless so many are lost as in an outage.
      if (!isRetryDenied(error) || held.length >= Math.max(maxFanout, all.length)) throw error
      held.push({ chunk, error })
    }
  })
  const [lost] = held
  if (lost !== undefined && all.length === 0) throw lost.error
  const again = held.map(({ chunk }) => chunk)
  await fanOut(again, maxFanout, signal, async (chunk, either) => {
    again.unshift(...(await callOne(chunk, either)))
  })
  return all

  /** @returns what is to be called instead, when the provider took the chunk for too large */
  async function callOne(chunk: CutChunk, signal: CancelSignal): Promise<CutChunk[]> {
    const { start, end } = chunk
    const part = end - start === count ? request : { ...request, documents: request.documents.slice(start, end) }
    try {
      const called = await calls.callChunk(part, signal)
      all.push(called)
      confirmGuess(chunk, called.deployment, learned)
      gained(start, called.scores.values)
      return []
    } catch (error) {
      return insteadOf(chunk, error, calls)
    }
  }
}

/** Smaller chunks, when the provider took one for too large. @throws `error`, in the caller's words, where they would not help */
function insteadOf(chunk: Chunk, error: unknown, calls: ChunkCalls): CutChunk[] {
  const smaller = error instanceof GatewayError ? smallerChunks(error, chunk, calls) : undefined
  if (smaller !== undefined) return smaller
  const length = chunk.end - chunk.start
  const told = calls.request.documents.count > 1 && length === 1 ? alone(error) : error
  throw withOriginalIndex(told, (index) => (index < length ? calls.originalOf(chunk.start + index) : undefined))
}

/** Where nothing is left to be cut, the error says of which document, though the provider may not. */
function alone(error: unknown): unknown {
  if (!(error instanceof GatewayError) || !isForSize(error) || namesDocument(error)) return error
  return reworded(error, `documents[0] is too large for a call of its own: ${error.message}`, 'documents')
}
