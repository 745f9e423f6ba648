import t from 'tap'
import { GatewayError } from '../../src/errors/gateway-error.ts'
import { namesDocument, withOriginalIndex } from '../../src/scoring/original-index.ts'

const originalOf = (index: number) => (index < 3 ? index + 500 : undefined)

t.test("a provider's words about a document of a chunk name the caller's document", async (t) => {
  const details = { status: 422, param: 'documents[1]', retryAfterS: 3, deployment: 'a1' }
  const error = new GatewayError('upstream_refused', 'answered 422: passages[2].text: must not be empty', details)
  t.match(withOriginalIndex(error, originalOf), {
    code: 'upstream_refused',
    message: 'answered 422: documents[502].text: must not be empty',
    status: 422,
    param: 'documents[501]',
    retryAfterS: 3,
    deployment: 'a1',
    cause: error
  })
  const printed = new GatewayError('upstream_refused', '1 validation error passages.1.text String should not be empty')
  t.match(withOriginalIndex(printed, originalOf), {
    message: '1 validation error documents[501].text String should not be empty'
  })
  const bare = new GatewayError('invalid_request', 'texts[0]: no')
  t.match(withOriginalIndex(bare, originalOf), { message: 'documents[500]: no', status: 400, param: undefined })
})

t.test('what names no document of the chunk passes unchanged', async (t) => {
  for (const error of [
    new GatewayError('upstream_refused', 'documents: too many', { param: 'documents' }),
    new GatewayError('upstream_refused', 'documents[7] is none of ours'),
    new TypeError('documents[0]')
  ]) {
    t.equal(withOriginalIndex(error, originalOf), error)
  }
})

t.test('whether an error names a document can be asked', async (t) => {
  t.ok(namesDocument(new GatewayError('upstream_refused', 'passages[2] is empty')))
  t.ok(namesDocument(new GatewayError('invalid_request', 'no', { param: 'documents[0]' })))
  t.notOk(namesDocument(new GatewayError('upstream_refused', 'documents are missing')))
})
