import t from 'tap'
import { JsonScanner } from '../../../src/json/json-scanner.ts'
import { type ScannedDocuments, scanDocuments } from '../../../src/server/dialects/scan-documents.ts'

function scan(json: string, maxDocuments = 10): ScannedDocuments {
  let scanned: ScannedDocuments | undefined
  JsonScanner.scan(Buffer.from(json), (scanner) => {
    scanned = scanDocuments(scanner, maxDocuments)
  })
  if (scanned === undefined) throw new Error('nothing was scanned')
  return scanned
}

t.test('texts are found where they lie, and objects are noted for later', async (t) => {
  const json = ' [ "a", {"text":"b"} ,"\\u0063" ]'
  const { spans, objects } = scan(json)
  t.strictSame(
    [0, 1, 2].map((index) => json.slice(spans[2 * index], spans[2 * index + 1])),
    ['"a"', '', '"\\u0063"']
  )
  t.strictSame(
    objects.map(({ index, start, end }) => [index, json.slice(start, end)]),
    [[1, '{"text":"b"}']]
  )
})

t.test('what is no list of documents is refused by place', async (t) => {
  for (const [json, message] of [
    ['"a"', /^documents: must be a list of texts or objects, not a string$/],
    ['{}', /^documents: .* not an object$/],
    ['null', /^documents: .* not null$/],
    ['[]', /^documents: must not be empty$/],
    ['["a",true]', /^documents\[1\]: must be a text or an object, not a boolean$/],
    ['["a","",3]', /^documents\[1\]: must not be empty$/],
    ['["a","b","c"]', /^documents: more than the 2 of one request/]
  ] as const) {
    t.throws(() => scan(json, 2), { name: 'GatewayError', code: 'invalid_request', param: 'documents', message })
  }
})

t.test('lists of any length are taken whole, and no more than may be', async (t) => {
  for (const count of [1, 1023, 1024, 1025, 3000]) {
    const texts = Array.from({ length: count }, (_, index) => `text ${index}`)
    const json = JSON.stringify(texts, undefined, count % 2)
    const { spans } = scan(json, count)
    t.strictSame(
      texts.map((_, index) => JSON.parse(json.slice(spans[2 * index], spans[2 * index + 1]))),
      texts
    )
    t.throws(() => scan(json, count - 1), { message: new RegExp(`^documents: more than the ${count - 1} of one`) })
    const empty = [...texts, '', 7]
    t.throws(() => scan(JSON.stringify(empty), count + 2), { message: `documents[${count}]: must not be empty` })
  }
})
