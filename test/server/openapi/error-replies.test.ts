import t from 'tap'
import { errorKinds } from '../../../src/errors/gateway-error.ts'
import {
  allErrorReferences,
  errorMeanings,
  errorReferences,
  errorReplies,
  exampleError
} from '../../../src/server/openapi/error-replies.ts'
import { startGateway } from '../../start-gateway.ts'

/** The client has gone: nobody gets to see this one. */
const unseen = 499

t.test('every status that rankgate answers with has its meaning', async (t) => {
  const described = new Set(Object.keys(errorMeanings).map(Number))
  for (const [code, { status }] of Object.entries(errorKinds)) {
    if (status !== unseen) t.ok(described.has(status), `${code}: ${status}`)
  }
})

t.test('a reference to a status leads to its reply', async (t) => {
  t.strictSame(errorReferences([401, 404]), {
    401: { $ref: '#/components/responses/Error401' },
    404: { $ref: '#/components/responses/Error404' }
  })
  for (const { $ref } of Object.values(allErrorReferences)) {
    t.ok(errorReplies[$ref.replace('#/components/responses/', '')], $ref)
  }
  t.ok('default' in allErrorReferences)
})

t.test('a reply says which headers come with it', async (t) => {
  t.strictSame(Object.keys(errorReplies['Error401']?.headers ?? {}), ['www-authenticate'])
  t.strictSame(Object.keys(errorReplies['Error429']?.headers ?? {}), ['retry-after'])
  t.equal(errorReplies['Error400']?.headers, undefined)
})

t.test('the example of an error is what a request without a query gets', async (t) => {
  const { rerank } = await startGateway(t)
  const { status, json } = await rerank({ model: 'rerank', documents: ['a'] })
  t.equal(status, 400)
  t.strictSame(json, exampleError)
})
