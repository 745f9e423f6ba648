import t from 'tap'
import { cohereFields, forbiddenFields } from '../../../src/server/dialects/cohere-fields.ts'
import { readCohereRequest } from '../../../src/server/dialects/cohere-request.ts'
import { schemaReference } from '../../../src/server/openapi/openapi.ts'
import { openapiDocument } from '../../../src/server/openapi/openapi-document.ts'
import { requestSchema } from '../../../src/server/openapi/request-schema.ts'
import { schemaCheck } from './schema-faults.ts'

const maxDocuments = 3
const faults = schemaCheck(openapiDocument({ maxDocuments, masterKey: undefined }), schemaReference('RerankRequest'))
const values = [
  null,
  true,
  false,
  0,
  1,
  -1,
  2,
  1.5,
  '',
  'a',
  'raw',
  'x'.repeat(600),
  2 ** 60,
  'sigmoid',
  [],
  [''],
  ['a', 'b'],
  ['a', 1],
  {},
  { tags: ['a'] },
  { tags: 1 }
]
const whole = { model: 'm', query: 'q', documents: ['a', { text: 'b' }] }

/** Whether the server takes a body, and whether the document says that it does. */
function verdicts(body: object): { server: boolean; document: boolean } {
  return { server: isRead(body), document: faults(body).length === 0 }
}

function isRead(body: object): boolean {
  try {
    readCohereRequest(Buffer.from(JSON.stringify(body)), maxDocuments)
    return true
  } catch {
    return false
  }
}

t.test('for every field and kind of value the schema says what the server does', async (t) => {
  const seen = new Set<boolean>()
  for (const name of [...Object.keys(cohereFields), ...forbiddenFields, 'anything_else']) {
    // A document that has the field that rank_fields will name.
    const body = { ...whole, documents: [{ a: 'x' }, 'b'] }
    for (const value of values) {
      if (name === 'rank_fields' && Array.isArray(value) && value[0] === '') continue
      const { server, document } = verdicts({ ...body, [name]: value })
      t.equal(document, server, `${name}: ${JSON.stringify(value)}`)
      seen.add(server)
    }
  }
  t.equal(seen.size, 2)
})

t.test('for what is in the cache field the schema says what the server does', async (t) => {
  for (const name of [...Object.keys(cohereFields.cache.properties), 'anything_else']) {
    for (const value of values) {
      const { server, document } = verdicts({ ...whole, cache: { [name]: value } })
      t.equal(document, server, `${name}: ${JSON.stringify(value)}`)
    }
  }
})

t.test('for every kind of document the schema says what the server does', async (t) => {
  const documents = [
    ...values,
    'text',
    { text: 'a' },
    { text: 1 },
    { text: '' },
    { image: '', text: 'a' },
    { a: null },
    { text: null },
    { a: null, b: 'x' },
    { image: 'data:,' },
    { text: null, image: 'data:,' }
  ]
  for (const each of documents) {
    const { server, document } = verdicts({ ...whole, documents: ['a', each] })
    t.equal(document, server, JSON.stringify(each))
  }
  for (const list of [undefined, null, [], 'text', {}, ['a', 'b', 'c'], ['a', 'b', 'c', 'd']]) {
    const { server, document } = verdicts({ ...whole, documents: list })
    t.equal(document, server, JSON.stringify(list))
  }
})

t.test('what is missing is missing in both', async (t) => {
  for (const name of ['model', 'query', 'documents'] as const) {
    const { [name]: _missing, ...rest } = whole
    t.strictSame(verdicts(rest), { server: false, document: false }, name)
  }
})

t.test('every field is described, the ones that must be there first', async (t) => {
  const { properties } = requestSchema(10)
  t.strictSame(Object.keys(properties).sort(), [...Object.keys(cohereFields), 'documents'].sort())
  t.strictSame(Object.keys(properties).slice(0, 3), ['model', 'query', 'documents'])
  for (const [name, { description }] of Object.entries(properties)) t.match(description, /^[A-Z].*\.$/, name)
})
