/** What an answer cost, as far as the provider says; undefined is not zero. */
export interface Usage {
  readonly promptTokens: number | undefined
  readonly totalTokens: number | undefined
  /** Cohere's billing unit: one query with up to 100 documents. */
  readonly searchUnits: number | undefined
}

export const unknownUsage: Usage = { promptTokens: undefined, totalTokens: undefined, searchUnits: undefined }
