/**
 * UTF-8 bytes of one token. English has about four and most other languages three, so estimates err upwards, where they
 * do no harm: a call that is a little too small, a price a little too high.
 */
export const bytesPerToken = 3

/** A guess at the tokens of a text of so many UTF-8 bytes, without a tokenizer. */
export function estimateTokens(bytes: number): number {
  return Math.ceil(bytes / bytesPerToken)
}
