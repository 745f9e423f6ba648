import t from 'tap'
import { readDocuments } from '../../../src/server/dialects/object-documents.ts'

function textOf(fields: object, rankFields?: readonly string[]): string | undefined {
  const bytes = Buffer.from(JSON.stringify(fields))
  const scanned = { spans: [0, 0], objects: [{ index: 0, start: 0, end: bytes.length }] }
  return readDocuments(bytes, scanned, rankFields).text(0)
}

t.test('an object is its text, else all its fields as plain JSON', async (t) => {
  t.equal(textOf({ text: 'a', title: 'b' }), 'a')
  t.equal(textOf({ title: '\u00e9 x', n: 1 }), '{"title":"\u00e9 x","n":1}')
  t.equal(textOf({ text: null, title: 'b' }), '{"text":null,"title":"b"}')
})

t.test('an object with nothing but nulls in it has nothing to rank', async (t) => {
  for (const fields of [{}, { text: null }, { text: null, image: null, title: null }]) {
    t.throws(() => textOf(fields), { status: 400, param: 'documents', message: 'documents[0]: must not be empty' })
  }
})

t.test('rank_fields picks by name and order; a single text stays a text', async (t) => {
  t.equal(textOf({ a: 'x', b: 1 }, ['b', 'a']), '{"b":1,"a":"x"}')
  t.equal(textOf({ a: 'x', b: 1 }, ['a', 'missing']), 'x')
  t.equal(textOf({ a: 'x', b: 1 }, ['b']), '{"b":1}')
})

t.test('an image is ranked as one where rank_fields names it, and never as text', async (t) => {
  const partsOf = (fields: object, rankFields: readonly string[]) => {
    const bytes = Buffer.from(JSON.stringify(fields))
    const documents = readDocuments(
      bytes,
      { spans: [0, 0], objects: [{ index: 0, start: 0, end: bytes.length }] },
      rankFields
    )
    return [documents.text(0), documents.image(0)]
  }
  const fields = { text: 'a', title: 'b', image: 'data:image/png;base64,AAAA' }
  t.strictSame(partsOf(fields, ['text', 'image']), ['a', fields.image])
  t.strictSame(partsOf(fields, ['image', 'title', 'text']), ['{"title":"b","text":"a"}', fields.image])
  t.strictSame(partsOf(fields, ['image']), [undefined, fields.image])
  t.strictSame(partsOf(fields, ['text']), ['a', undefined], 'it is left out where it is not named')
  t.strictSame(partsOf({ ...fields, image: null }, ['text', 'image']), ['{"text":"a","image":null}', undefined])
  t.throws(() => partsOf({ image: 1 }, ['image']), { message: 'documents[0].image: must be a string' })
  t.throws(() => partsOf({ image: '' }, ['image']), { message: 'documents[0]: must not be empty' })
})

t.test('names of the prototype are no fields', async (t) => {
  t.throws(() => textOf({ a: 1 }, ['toString', 'constructor']), { message: /none of the fields/ })
})
