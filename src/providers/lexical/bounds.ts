/**
 * Limits on what one request can make the scorer do. Honest requests stay far below them; whatever lies beyond a bound is
 * left unread, and scores stay deterministic.
 */
export const bounds = {
  /** Distinct terms taken from a query, and as many pairs of neighbours. */
  queryTerms: 64,
  /** Places remembered for one term in one document; the pair loop walks them. */
  positionsPerTerm: 64,
  /** Tokens read of one document, and of a query. */
  tokensPerText: 8192,
  /** UTF-16 code units read of one document, and of a query: about eight for each token. */
  unitsPerText: 65_536,
  /** Code units of a word that tell it from others; the rest is ignored. */
  unitsPerWord: 64,
  /** Longer words are neither stemmed nor compared letter by letter. */
  unitsPerNaturalWord: 32,
  /** Combining marks kept in a row (as in Unicode's Stream-Safe Text Format): NFKC sorts them in quadratic time. */
  marksInRow: 30,
  /** Times a word's spelling is compared with a query term's in one request, the documents read in order. */
  comparisons: 500_000,
  /** Words whose meaning for the query is remembered across documents. */
  rememberedWords: 65_536
} as const
