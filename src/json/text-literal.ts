/** What JSON writes as it is. */
const plain = /^[\x20\x21\x23-\x5b\x5d-\x7e]*$/

/** A text as a JSON literal. Most have nothing to escape, which is quicker to see than to stringify. */
export function textLiteral(text: string): string {
  return plain.test(text) ? `"${text}"` : JSON.stringify(text)
}
