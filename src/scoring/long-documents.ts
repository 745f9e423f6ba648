import type { LongDocuments } from '../config/scoring-settings.ts'
import type { Documents } from '../rerank/documents.ts'
import { cutPassages } from './cut-passages.ts'
import { bytesPerToken, estimateTokens } from './estimate-tokens.ts'

/** A list in which long documents stand as several passages. */
export interface PassageList {
  readonly documents: Documents
  /** For each passage the document that it is of; passages of one document are neighbours. */
  readonly owners: Uint32Array
  /** What the answer says about it. */
  readonly warning: string
}

/**
 * Cuts the documents that are too long for the model into overlapping passages. Undefined where none is. Only these are
 * decoded; one that carries an image stays whole.
 */
export function cutLongDocuments(
  documents: Documents,
  { maxTokens, overlap }: LongDocuments,
  maxPassages = Number.POSITIVE_INFINITY
): PassageList | undefined {
  const bounds = { maxBytes: maxTokens * bytesPerToken, overlapBytes: overlap * bytesPerToken, maxPassages }
  const passages = new Map<number, readonly string[]>()
  let shortened = 0
  for (let index = 0; index < documents.count; index++) {
    if (estimateTokens(documents.literalBytes(index)) <= maxTokens || documents.image(index) !== undefined) continue
    const cut = cutPassages(documents.text(index) ?? '', bounds)
    if (cut.passages.length > 1 || cut.isShortened) passages.set(index, cut.passages)
    if (cut.isShortened) shortened++
  }
  if (passages.size === 0) return undefined
  const warning = warningOf(passages.size, shortened, maxTokens, maxPassages)
  return { ...listOf(documents, passages), warning }
}

function listOf(documents: Documents, passages: ReadonlyMap<number, readonly string[]>) {
  const owners: number[] = []
  const written = new Map<number, Buffer>()
  for (let index = 0; index < documents.count; index++) {
    for (const passage of passages.get(index) ?? []) {
      written.set(owners.length, Buffer.from(JSON.stringify(passage)))
      owners.push(index)
    }
    if (!passages.has(index)) owners.push(index)
  }
  return { documents: documents.subset(owners).withWritten(written), owners: Uint32Array.from(owners) }
}

function warningOf(long: number, shortened: number, maxTokens: number, maxPassages: number): string {
  const some = long === 1 ? '1 document is' : `${long} documents are`
  const cut = `${some} longer than about ${maxTokens} tokens: scored in overlapping passages, of which the best counts`
  return shortened === 0 ? cut : `${cut}; of ${shortened} only the first ${maxPassages}`
}
