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

/** The text of an object written in JSON. */
function textOfJson(json: string, rankFields?: readonly string[]): string | undefined {
  const bytes = Buffer.from(`[${json}]`)
  const scanned = { spans: [1, 1], objects: [{ index: 0, start: 1, end: bytes.length - 1 }] }
  return readDocuments(bytes, scanned, rankFields).text(0)
}

t.test('an object is its own JSON: its numbers, its order, its keys', async (t) => {
  for (const json of [
    '{"order":9007199254740993}',
    '{"order":12345678901234567890,"huge":1e400,"price":1.50}',
    '{"b":1,"2":2,"1":3}',
    '{"a":1,"a":2}',
    '{"h":[],"\\\\":0}',
    '{"h":1,"\\n":2}'
  ]) {
    t.equal(textOfJson(json), json)
  }
  t.equal(
    textOfJson('{ "t" : "\\u4e2d\\n" , "n" : [ 1, 2 ] }'),
    '{"t":"\u4e2d\\n","n":[1,2]}',
    'read as a model should'
  )
  t.equal(textOfJson('{"b":1.0,"1":2e1}', ['b', '1']), '{"b":1.0,"1":2e1}')
  t.equal(textOfJson('{"a":"x","n" : { "k" : 1 }}', ['n', 'a']), '{"n":{"k":1},"a":"x"}')
  t.equal(textOfJson('{"\\u00e9\\"\\n":1,"b":2}', ['b', '\u00e9"\n']), '{"b":2,"\u00e9\\"\\n":1}')
})

t.test('a text of its own stays where it lies', async (t) => {
  for (const [json, rankFields] of [
    ['{"n":1,"text":"\\u0061\\/"}', undefined],
    ['{"text":"old","text" : "\\u0061\\/"}', undefined],
    ['{"n":1,"title":"\\u0061\\/"}', ['title', 'title']]
  ] as const) {
    const bytes = Buffer.from(json)
    const scanned = { spans: [0, 0], objects: [{ index: 0, start: 0, end: bytes.length }] }
    const documents = readDocuments(bytes, scanned, rankFields)
    t.equal(documents.literalHolder(0), bytes)
    t.equal(documents.literalLatin1(0), '"\\u0061\\/"')
    t.strictSame(scanned.spans, [0, 0], 'what was scanned is left as it was')
  }
})

t.test('equal objects are equal documents, whatever white space is in them', async (t) => {
  const bytes = Buffer.from('{"a":1,"b":["x"]}{ "a": 1, "b": [ "x" ] }{"a":1,"b":["y"]}')
  const objects = [
    { index: 0, start: 0, end: 17 },
    { index: 1, start: 17, end: 41 },
    { index: 2, start: 41, end: 58 }
  ]
  const documents = readDocuments(bytes, { spans: [0, 0, 0, 0, 0, 0], objects }, undefined)
  t.equal(documents.areEqual(0, 1), true)
  t.equal(documents.areEqual(0, 2), false)
})

t.test('a field that is named twice is ranked once', async (t) => {
  t.equal(textOf({ a: 'x', b: 1 }, ['a', 'a']), 'x')
  t.equal(textOf({ a: 'x', b: 1 }, ['b', 'a', 'b']), '{"b":1,"a":"x"}')
})

t.test('names of the prototype are no fields', async (t) => {
  t.throws(() => textOf({ a: 1 }, ['toString', 'constructor']), { message: /none of the fields/ })
})
