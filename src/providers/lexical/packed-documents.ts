import type { Documents } from '../../rerank/documents.ts'

/** Documents on their way to a worker thread: still the JSON literals they came as, so that decoding happens there. */
export interface PackedDocuments {
  /** The literals, one behind the other. */
  readonly literals: Uint8Array<ArrayBuffer>
  /** Where each literal ends. */
  readonly ends: Uint32Array<ArrayBuffer>
}

export function packDocuments(documents: Documents): PackedDocuments {
  // Not from Buffer's shared pool: a pooled buffer cannot be transferred.
  const literals = Buffer.allocUnsafeSlow(documents.totalLiteralBytes())
  const ends = new Uint32Array(documents.count)
  let end = 0
  for (let index = 0; index < documents.count; index++) {
    end = documents.copyLiteral(index, literals, end)
    ends[index] = end
  }
  return { literals, ends }
}

/** The text of one packed document, decoded. */
export function packedText({ literals, ends }: PackedDocuments, index: number): string {
  const start = index === 0 ? 0 : (ends[index - 1] ?? 0)
  const end = ends[index] ?? start
  return JSON.parse(Buffer.from(literals.buffer, literals.byteOffset + start, end - start).toString()) as string
}
