import t from 'tap'
import { type ErrorCode, errorKinds, GatewayError } from '../../src/errors/gateway-error.ts'

const codes = Object.keys(errorKinds) as ErrorCode[]

for (const code of codes) {
  t.test(`${code} has a status of an error and a type that LiteLLM's clients know`, async (t) => {
    const { status, type } = errorKinds[code]
    t.ok(status >= 400 && status <= 599, String(status))
    t.match(type, /^[a-z]+(_[a-z]+)*_error$/)
    if (status >= 500 && code !== 'upstream_refused') t.equal(type, 'internal_server_error')
    t.equal(new GatewayError(code, 'text').status, status)
  })
}

t.test('the statuses that clients act on', async (t) => {
  const statuses = Object.fromEntries(codes.map((code) => [code, errorKinds[code].status]))
  t.equal(statuses.unauthenticated, 401)
  t.equal(statuses.unknown_model, 400, "LiteLLM's, not 404")
  t.equal(statuses.timeout, 408, "LiteLLM's, not 504")
  t.equal(statuses.body_too_large, 413)
  t.equal(statuses.upstream_invalid_answer, 502)
})

t.test('an error says what it is told, and is absent where it is told nothing', async (t) => {
  const bare = new GatewayError('invalid_request', 'query: must be a string')
  t.ok(bare instanceof Error)
  t.equal(bare.name, 'GatewayError')
  t.equal(bare.code, 'invalid_request')
  t.equal(bare.message, 'query: must be a string')
  t.strictSame([bare.param, bare.retryAfterS, bare.cause], [undefined, undefined, undefined])
  t.notOk(Object.hasOwn(bare, 'cause'))
})

t.test('what a client or a provider put into it is printable', async (t) => {
  const error = new GatewayError('unknown_model', 'no model "a\u009b31m\u202eb"', { param: 'x\u2028' })
  t.equal(error.message, 'no model "a\\u009b31m\\u202eb"')
  t.equal(error.param, 'x\\u2028')
})

t.test('details win over the code', async (t) => {
  const cause = new Error('reset')
  const error = new GatewayError('upstream_failed', 'text', { status: 503, param: 'model', retryAfterS: 7, cause })
  t.equal(error.status, 503)
  t.equal(error.param, 'model')
  t.equal(error.retryAfterS, 7)
  t.equal(error.cause, cause)
})
