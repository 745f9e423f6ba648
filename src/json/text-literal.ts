/** Up to so many characters a loop is cheaper than a regular expression, which is a call out of JavaScript. */
const fewCharacters = 256
const plain = /^[\x20\x21\x23-\x5b\x5d-\x7e]*$/
const quote = 0x22
const backslash = 0x5c

/** A text as a JSON literal. Most have nothing to escape, which is quicker to see than to stringify. */
export function textLiteral(text: string): string {
  return isPlain(text) ? `"${text}"` : JSON.stringify(text)
}

/** The same in UTF-8, a character for each byte. */
export function textLiteralBytes(text: string): string {
  return isPlain(text) ? `"${text}"` : Buffer.from(JSON.stringify(text)).toString('latin1')
}

/** Whether JSON writes it as it is, and UTF-8 a byte for each character. */
function isPlain(text: string): boolean {
  if (text.length > fewCharacters) return plain.test(text)
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (code < 0x20 || code > 0x7e || code === quote || code === backslash) return false
  }
  return true
}
