import fc from 'fast-check'
import t from 'tap'
import { Documents } from '../../src/rerank/documents.ts'

/** Two literals within a body, one document without text, one written beside it, two images. */
const body = Buffer.from('["a\\u00e9" ,  "🙂"]')
const documents = new Documents({
  bytes: body,
  spans: Uint32Array.of(1, 10, 14, 20, 0, 0, 0, 0),
  written: new Map([[3, Buffer.from('"{\\"title\\":1}"')]]),
  images: new Map([
    [1, 'data:image/png;base64,AA=='],
    [2, 'data:image/png;base64,BB==']
  ])
})

t.test('texts are decoded from where they lie', async (t) => {
  t.equal(documents.count, 4)
  t.strictSame(
    [0, 1, 2, 3].map((index) => documents.text(index)),
    ['aé', '🙂', undefined, '{"title":1}']
  )
})

t.test('literals are measured and copied as they are spelled', async (t) => {
  t.strictSame(
    [0, 1, 2, 3].map((index) => documents.literalBytes(index)),
    [9, 6, 0, 15]
  )
  t.equal(documents.totalLiteralBytes(), 30)
  const target = Buffer.alloc(32, '.')
  let end = 1
  for (let index = 0; index < documents.count; index++) end = documents.copyLiteral(index, target, end)
  t.equal(end, 31)
  t.equal(target.toString(), '."a\\u00e9""🙂""{\\"title\\":1}".')
})

t.test('images stand beside texts, or alone', async (t) => {
  t.ok(documents.hasImages)
  t.equal(documents.image(0), undefined)
  t.equal(documents.image(1), 'data:image/png;base64,AA==')
  t.equal(documents.image(2), 'data:image/png;base64,BB==')
  t.equal(documents.totalBytes(), 30 + 26 + 26)
  t.equal(Documents.of(['a']).totalBytes(), 3)
  t.notOk(Documents.of(['a']).hasImages)
  t.notOk(new Documents({ bytes: body, spans: Uint32Array.of(1, 10), images: new Map() }).hasImages)
})

t.test('an index that is no document has nothing', async (t) => {
  for (const index of [4, -1, 99]) {
    t.equal(documents.literalBytes(index), 0)
    t.equal(documents.text(index), undefined)
    t.equal(documents.copyLiteral(index, Buffer.alloc(4), 2), 2)
  }
})

t.test('an empty text is a text', async (t) => {
  t.equal(Documents.of(['']).text(0), '')
  t.equal(Documents.of(['']).literalBytes(0), 2)
})

t.test('documents made of texts give the same texts back, lone surrogates too', async (t) => {
  const anyText = fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('\ud83d', 'a\udc00b', '\u0000"\\\n\u2028'))
  fc.assert(
    fc.property(fc.array(anyText), (texts) => {
      const made = Documents.of(texts)
      const copied = Buffer.alloc(made.totalLiteralBytes())
      let end = 0
      for (let index = 0; index < made.count; index++) end = made.copyLiteral(index, copied, end)
      const isSame = texts.every((text, index) => made.text(index) === text)
      return isSame && copied.toString() === texts.map((text) => JSON.stringify(text)).join('')
    })
  )
  t.equal(Documents.of([]).count, 0)
})

t.test('a subset has what was chosen, in that order, over the same bytes', async (t) => {
  const subset = documents.subset([3, 1, 1, 2])
  t.strictSame(
    [0, 1, 2, 3].map((index) => [subset.text(index), subset.image(index)]),
    [
      ['{"title":1}', undefined],
      ['🙂', 'data:image/png;base64,AA=='],
      ['🙂', 'data:image/png;base64,AA=='],
      [undefined, 'data:image/png;base64,BB==']
    ]
  )
  t.equal(subset.literalHolder(1), body)
  t.equal(subset.literalStart(1), 14)
  const plain = Documents.of(['a', 'b', 'c']).slice(1, 3)
  t.strictSame([plain.count, plain.text(0), plain.text(1), plain.hasImages], [2, 'b', 'c', false])
  t.equal(documents.slice(2, 2).count, 0)
})

t.test('texts can be put in the place of others', async (t) => {
  const changed = documents.withWritten(new Map([[0, Buffer.from('"new"')]]))
  t.strictSame(
    [0, 1, 2, 3].map((index) => changed.text(index)),
    ['new', '🙂', undefined, '{"title":1}']
  )
  t.equal(changed.image(1), 'data:image/png;base64,AA==')
  t.equal(Documents.of(['a']).withWritten(new Map()).text(0), 'a')
})

t.test('documents are equal when their bytes and images are', async (t) => {
  const same = documents.subset([0, 0, 1, 3, 3, 2])
  const equals = (one: number, other: number) => same.areEqual(one, other)
  t.ok(equals(0, 1))
  t.ok(equals(3, 4))
  t.notOk(equals(0, 2))
  t.notOk(equals(1, 3))
  t.ok(equals(5, 5))
  const image = 'data:image/png;base64,AA=='
  const spans = Uint32Array.of(1, 10, 1, 10)
  t.notOk(new Documents({ bytes: body, spans, images: new Map([[0, image]]) }).areEqual(0, 1))
  t.notOk(Documents.of(['ab', 'ba']).areEqual(0, 1))
})
