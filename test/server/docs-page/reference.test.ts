import t from 'tap'
import { Secret } from '../../../src/secret/secret.ts'
import { reference } from '../../../src/server/docs-page/reference.ts'
import { openapiDocument } from '../../../src/server/openapi/openapi-document.ts'
import { requestSchema } from '../../../src/server/openapi/request-schema.ts'
import { answerHeaders } from '../../../src/server/openapi/rerank-operation.ts'

const request = requestSchema(10)
const document = openapiDocument({ maxDocuments: 10, masterKey: new Secret('k') })

t.test('every field, header and path of the document is on the page', async (t) => {
  const html = reference(document, request)
  for (const name of [
    ...Object.keys(request.properties),
    ...Object.keys(answerHeaders),
    ...Object.keys(document.paths)
  ]) {
    t.ok(html.includes(name), name)
  }
})

t.test('a field says its type and whether it must be there', async (t) => {
  const html = reference(document, request)
  t.ok(html.includes('<dt><code>query</code><span>string, required</span></dt>'))
  t.ok(html.includes('<dt><code>top_n</code><span>integer</span></dt>'))
  t.ok(html.includes('<dt><code>normalize</code><span>raw, sigmoid, minmax or softmax</span></dt>'))
})

t.test('a route says whether it needs a key and where else it is', async (t) => {
  const html = reference(document, request)
  t.match(html, /<code>POST \/rerank<\/code><span>needs a key<\/span>.*also <code>\/v1\/rerank<\/code>/)
  t.match(html, /<code>GET \/health\/readiness<\/code><span>needs no key<\/span>/)
})

t.test('where no master key is set no route needs one', async (t) => {
  const html = reference(openapiDocument({ maxDocuments: 10, masterKey: undefined }), request)
  t.notOk(html.includes('needs a key'))
})
