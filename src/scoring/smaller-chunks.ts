import type { Deployment, ScoreSpace } from '../config/deployment.ts'
import type { GatewayError } from '../errors/gateway-error.ts'
import type { RerankRequest } from '../rerank/rerank-request.ts'
import { type CallLimits, callLimits } from './call-limits.ts'
import { chunkBounds } from './chunk-bounds.ts'
import { documentBytes, frameBytesOf } from './document-sizes.ts'
import type { LearnedLimits } from './learned-limits.ts'
import { type ListRefusal, listRefusal } from './list-refusal.ts'
import { type Chunk, planChunks } from './plan-chunks.ts'

interface Refused {
  readonly space: ScoreSpace
  readonly request: RerankRequest
  readonly learned: LearnedLimits
}

/** A part of a chunk that was refused. */
export interface CutChunk extends Chunk {
  /** What is guessed to have been the limit that the chunk was over; undefined where it was told, or nothing is to be learned. */
  readonly guess?: Guess | undefined
}

interface Guess {
  readonly liveId: string
  readonly lesson: Lesson
}

/**
 * What to call after a provider has refused a chunk as too many or too much: smaller ones, by the limit that it tells, which
 * is remembered for its deployment, or else of half the size. Undefined when the refusal was for something else, or when there
 * is nothing smaller.
 */
export function smallerChunks(error: GatewayError, chunk: Chunk, refused: Refused): CutChunk[] | undefined {
  const count = chunk.end - chunk.start
  const refusal = listRefusal(error, count)
  if (refusal === undefined || count < 2) return undefined
  const { request, space, learned } = refused
  const lesson = lessonOf(refusal, chunk, request)
  const liveId = refusal.isLasting ? refuser(space, error)?.liveId : undefined
  const isGuess = refusal.most === undefined
  if (liveId !== undefined && !isGuess) learned.learn(liveId, lesson)
  const chunks = fittingChunks(tighten(callLimits(space, learned), lesson), chunk, request)
  if (liveId === undefined || !isGuess) return chunks
  const guess = { liveId, lesson }
  return chunks.map((part) => ({ ...part, guess }))
}

/**
 * Remembers a guess once a chunk that keeps to it was answered by who had refused the larger one: a refusal that was for
 * something else, whatever its words, teaches no limit.
 */
export function confirmGuess({ guess }: CutChunk, { liveId }: Deployment, learned: LearnedLimits): void {
  if (guess?.liveId === liveId) learned.learn(liveId, guess.lesson)
}

type Lesson = Partial<Pick<CallLimits, 'maxDocuments' | 'maxBytes'>>

/** Never less than half of what was refused, unless the provider says so itself: then no request can teach a silly limit. */
function lessonOf({ about, most }: ListRefusal, { start, end }: Chunk, request: RerankRequest): Lesson {
  if (about === 'documents') return { maxDocuments: most ?? Math.floor((end - start) / 2) }
  let bytes = frameBytesOf(request)
  for (let index = start; index < end; index++) bytes += documentBytes(request, index)
  return { maxBytes: Math.ceil(bytes / 2) }
}

function refuser({ deployments }: ScoreSpace, { deployment }: GatewayError): Deployment | undefined {
  if (deployment !== undefined) return deployments.find(({ id }) => id === deployment)
  return deployments.length === 1 ? deployments[0] : undefined
}

function tighten(limits: CallLimits, { maxDocuments, maxBytes }: Lesson): CallLimits {
  return {
    ...limits,
    maxDocuments: Math.min(limits.maxDocuments, maxDocuments ?? limits.maxDocuments),
    maxBytes: Math.min(limits.maxBytes, maxBytes ?? limits.maxBytes)
  }
}

/** Cuts a chunk, as far as need be, into what fits these limits. */
export function fittingChunks(limits: CallLimits, { start, end }: Chunk, request: RerankRequest): Chunk[] {
  const part = { ...request, documents: request.documents.slice(start, end) }
  const chunks = planChunks(end - start, chunkBounds(part, limits))
  return chunks.map((chunk) => ({ start: start + chunk.start, end: start + chunk.end }))
}
