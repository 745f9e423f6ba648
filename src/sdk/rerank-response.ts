import type { AnswerMeta, AnswerUsage } from '../server/dialects/accounts.ts'

/** One document in its place. */
export interface RerankResult {
  /** Which of the documents that were sent, from 0. */
  readonly index: number
  /** The higher, the better. Its scale is the provider's: logits of NVIDIA NIM run from about -25 to 25. */
  readonly relevance_score: number
  /** Absent when not asked for, and for a document that is an image alone. */
  readonly document?: { readonly text: string }
}

/** The answer of the HTTP API, as an object. */
export interface RerankResponse {
  readonly id: string
  readonly model: string
  /** By score descending, ties by index ascending. */
  readonly results: readonly RerankResult[]
  readonly meta: AnswerMeta
  readonly usage: AnswerUsage
}
