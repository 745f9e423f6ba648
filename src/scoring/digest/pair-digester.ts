import type { Documents } from '../../rerank/documents.ts'

/** Words of one digest. */
export const digestWords = 4

/** Stands between a document's literal, in which it cannot be, and its image: an image alone may read like any literal. */
export const imageMark = '\0'

/**
 * Makes a 128-bit digest of each pair of a context (space, query, whatever else changes scores) with a document, by which
 * its score is known again.
 */
export interface PairDigester {
  /** @returns four words a document, one document after the other */
  digest(context: string, documents: Documents): Uint32Array
}
