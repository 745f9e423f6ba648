import fc from 'fast-check'
import t from 'tap'
import { sharedWindow } from '../../src/json/string-window.ts'
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

t.test('in the arena a body comes out as anywhere else, however many documents of whatever length', async (t) => {
  const arena = sharedWindow()?.arena
  if (arena === undefined) throw new Error('there is no arena')
  const inArena = (length: number): Buffer => {
    const buffer = arena.borrow(length)
    if (buffer === undefined) throw new Error('the arena has no room')
    return buffer.fill('~')
  }
  for (const [count, most] of [
    [1, 3000],
    [2, 3],
    [50, 40],
    [1024, 5],
    [1025, 70],
    [3000, 700]
  ] as const) {
    const texts = Array.from({ length: count }, (_, index) => 'é'.repeat((index * 31) % most))
    const literals = texts.map((text) => Buffer.from(JSON.stringify(text)))
    const list = Buffer.concat(literals)
    const bytes = inArena(list.length)
    list.copy(bytes)
    let end = 0
    const spans = literals.flatMap(({ length }) => {
      end += length
      return [end - length, end]
    })
    const lent: Buffer[] = [bytes]
    const allocate = (length: number): Buffer => {
      const buffer = inArena(length)
      lent.push(buffer)
      return buffer
    }
    const written = new Documents({ bytes, spans }).withWritten(
      new Map([[Math.floor(count / 2), Buffer.from('"other"')]])
    )
    const mixed = texts.with(Math.floor(count / 2), 'other')
    t.ok(spliceBody(frame, written, allocate).equals(spliceBody(frame, Documents.of(mixed), Buffer.allocUnsafe)))
    for (const around of [frame, { before: '[', open: '', close: '', after: ']' }]) {
      const spliced = spliceBody(around, new Documents({ bytes, spans }), allocate)
      t.ok(spliced.equals(spliceBody(around, Documents.of(texts), Buffer.allocUnsafe)), `${count} of ${most}`)
    }
    for (const buffer of lent) arena.giveBack(buffer)
  }
})
