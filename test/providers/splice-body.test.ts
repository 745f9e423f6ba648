import fc from 'fast-check'
import t from 'tap'
import { spliceBody } from '../../src/providers/splice-body.ts'
import { Documents } from '../../src/rerank/documents.ts'
import { jsonLiteral } from './contract/json-literal.ts'

const frame = { before: '{"é":[', open: '{"text":', close: '}', after: '],"ü":1}' }

t.test('literals are wrapped and stand between commas', async (t) => {
  t.equal(
    spliceBody(frame, Documents.of(['a', 'b', 'é']), Buffer.allocUnsafe).toString(),
    '{"é":[{"text":"a"},{"text":"b"},{"text":"é"}],"ü":1}'
  )
})

t.test('one document needs no comma, and none makes an empty list', async (t) => {
  t.equal(
    spliceBody({ ...frame, open: '', close: '' }, Documents.of(['a']), Buffer.allocUnsafe).toString(),
    '{"é":["a"],"ü":1}'
  )
  t.equal(spliceBody(frame, Documents.of([]), Buffer.allocUnsafe).toString(), '{"é":[],"ü":1}')
})

t.test('literals that were written beside the body are spliced alike', async (t) => {
  const bytes = Buffer.from('"\\u0061"')
  const written = new Map([[1, Buffer.from('"é"')]])
  const documents = new Documents({ bytes, spans: Uint32Array.of(0, 8, 0, 0), written })
  t.equal(spliceBody(frame, documents, Buffer.allocUnsafe).toString(), '{"é":[{"text":"\\u0061"},{"text":"é"}],"ü":1}')
})

t.test('every literal is copied byte for byte', async () => {
  fc.assert(
    fc.property(fc.array(jsonLiteral), (literals) => {
      const spans = new Uint32Array(2 * literals.length)
      let end = 0
      for (const [index, literal] of literals.entries()) {
        spans[2 * index] = end
        end += Buffer.byteLength(literal)
        spans[2 * index + 1] = end
      }
      const documents = new Documents({ bytes: Buffer.from(literals.join('')), spans })
      const body = spliceBody({ before: '[', open: '<', close: '>', after: ']' }, documents, Buffer.allocUnsafe)
      return body.toString() === `[${literals.map((literal) => `<${literal}>`).join(',')}]`
    })
  )
})

t.test('what stands around the documents may be of any length and alphabet', async () => {
  const piece = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 20 }).map((text) => text.toWellFormed()),
    fc.integer({ min: 250, max: 260 }).map((length) => 'x'.repeat(length)),
    fc.integer({ min: 250, max: 260 }).map((length) => `${'x'.repeat(length)}é`)
  )
  fc.assert(
    fc.property(piece, piece, piece, (before, wrap, after) => {
      const body = spliceBody({ before, open: '', close: '', after }, Documents.of([wrap]), Buffer.allocUnsafe)
      return body.toString() === before + JSON.stringify(wrap) + after
    })
  )
})
