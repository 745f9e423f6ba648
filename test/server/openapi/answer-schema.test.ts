import t from 'tap'
import type { ValueOf } from '../../../src/config/schema/value-of.ts'
import type { RerankResponse } from '../../../src/sdk/rerank-response.ts'
import type { ErrorBody } from '../../../src/server/error-reply.ts'
import type { answerSchema, errorSchema } from '../../../src/server/openapi/answer-schema.ts'
import { schemaReference } from '../../../src/server/openapi/openapi.ts'
import { openapiDocument } from '../../../src/server/openapi/openapi-document.ts'
import { startGateway } from '../../start-gateway.ts'
import { closed, schemaFaults } from './schema-faults.ts'

const document = closed(openapiDocument({ maxDocuments: 10, masterKey: undefined }))

// Held by the compiler: what is written is what is described, in both directions.
type Mutable<Value> = Value extends object ? { -readonly [Key in keyof Value]: Mutable<Value[Key]> } : Value
type Same<One, Other> = [One, Other] extends [Other, One] ? true : false
const sameTypes: [
  Same<ValueOf<typeof answerSchema>, Mutable<RerankResponse>>,
  Same<ValueOf<typeof errorSchema>, Mutable<ErrorBody>>
] = [true, true]

t.test('every kind of answer is described to its last field', async (t) => {
  const { rerank } = await startGateway(t)
  t.strictSame(sameTypes, [true, true])
  const headers = { 'x-rankgate-explain': '1' }
  const asks = [{}, { return_documents: false }, { top_n: 1 }, { normalize: 'sigmoid' }]
  for (const asked of asks) {
    const body = { model: 'rerank', query: 'q', documents: ['a', { text: 'b' }], ...asked }
    const { status, json } = await rerank(body, { headers })
    t.equal(status, 200)
    t.strictSame(schemaFaults(document, schemaReference('RerankAnswer'), json), [])
  }
})

t.test('every kind of error is described to its last field', async (t) => {
  const { rerank, ask, simulator } = await startGateway(t)
  simulator.inject({ name: 'status', status: 422, body: { detail: 'no' } }, { times: 1 })
  const explained = { headers: { 'x-rankgate-explain': '1' } }
  const errors = [
    await rerank({ model: 'rerank', query: 'q', documents: ['a'] }, explained),
    await rerank({ model: 'rerank', query: '', documents: ['a'] }),
    await rerank('{'),
    await rerank({ model: 'nobody', query: 'q', documents: ['a'] }),
    await ask('/v1/models', { headers: { authorization: 'Bearer wrong' } }),
    await ask('/nowhere'),
    await ask('/rerank')
  ]
  t.strictSame(
    errors.map(({ status }) => status),
    [422, 400, 400, 400, 401, 404, 405]
  )
  t.match(errors[0]?.json, { error: { steps: [{ what: String }] } })
  for (const { json } of errors) t.strictSame(schemaFaults(document, schemaReference('Error'), json), [])
})

t.test('an answer that is not as described has faults', async (t) => {
  t.not(schemaFaults(document, schemaReference('RerankAnswer'), { results: [{ index: -1 }] }).length, 0)
  t.not(schemaFaults(document, schemaReference('Error'), { message: 'm', error: {} }).length, 0)
})
