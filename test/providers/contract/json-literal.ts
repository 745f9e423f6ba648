import fc from 'fast-check'

const shortEscapes = ['\\"', '\\\\', '\\/', '\\b', '\\f', '\\n', '\\r', '\\t']

const asItself = fc.string({ unit: 'binary', minLength: 1, maxLength: 8 }).map((text) =>
  // What JSON forbids in a literal is left out.
  Array.from(text)
    .filter((character) => character >= ' ' && character !== '"' && character !== '\\')
    .join('')
)

const asEscape = fc
  .tuple(fc.nat(0xffff), fc.boolean())
  .map(([unit, isUpper]) => unit.toString(16).padStart(4, '0')[isUpper ? 'toUpperCase' : 'toLowerCase']())
  .map((digits) => `\\u${digits}`)

/** Any JSON string literal, as a client may spell it: characters as they are, and every escape, of lone surrogates too. */
export const jsonLiteral: fc.Arbitrary<string> = fc
  .array(fc.oneof(asItself, asEscape, fc.constantFrom(...shortEscapes)), { maxLength: 12 })
  .map((parts) => `"${parts.join('')}"`)
