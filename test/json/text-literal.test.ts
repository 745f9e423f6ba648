import fc from 'fast-check'
import t from 'tap'
import { textLiteral, textLiteralBytes } from '../../src/json/text-literal.ts'

const texts = fc.oneof(
  fc.string(),
  fc.string({ unit: 'binary' }),
  fc.stringMatching(/^[ -~]*$/),
  fc.integer({ min: 250, max: 260 }).map((length) => 'x'.repeat(length)),
  fc.integer({ min: 250, max: 260 }).map((length) => `${'x'.repeat(length)}"`)
)
const edges = ['', '"', '\\', '\u007f', '\u001f', 'é', '\ud800', ' ~']

t.test('it is what JSON.stringify writes', async (t) => {
  fc.assert(fc.property(texts, (each) => textLiteral(each) === JSON.stringify(each)))
  for (const each of edges) t.equal(textLiteral(each), JSON.stringify(each))
})

t.test('its bytes are that in UTF-8', async (t) => {
  const decoded = (text: string) => Buffer.from(textLiteralBytes(text), 'latin1').toString()
  fc.assert(fc.property(texts, (each) => decoded(each) === JSON.stringify(each)))
  for (const each of edges) t.equal(decoded(each), JSON.stringify(each))
})
