import fc from 'fast-check'
import t from 'tap'
import { textLiteral } from '../../src/json/text-literal.ts'

t.test('it is what JSON.stringify writes', async (t) => {
  const text = fc.oneof(fc.string(), fc.string({ unit: 'binary' }), fc.stringMatching(/^[ -~]*$/))
  fc.assert(fc.property(text, (each) => textLiteral(each) === JSON.stringify(each)))
  for (const each of ['', '"', '\\', '\u007f', '\u001f', 'é', '\ud800', ' ~'])
    t.equal(textLiteral(each), JSON.stringify(each))
})
