import t from 'tap'
import { type ErrorCode, GatewayError } from '../../src/errors/gateway-error.ts'
import { WrongOrder } from '../../src/rerank/wrong-order.ts'
import { failureKindOf } from '../../src/router/failure-kind-of.ts'
import { UpstreamError } from '../../src/upstream/upstream-error.ts'

t.test('a status of the provider says how it failed', async (t) => {
  const refused = (status: number) => failureKindOf(new GatewayError('upstream_refused', 'm', { status }))
  const failed = (status: number) => failureKindOf(new GatewayError('upstream_failed', 'm', { status }))
  for (const status of [400, 404, 405, 413, 422]) t.equal(refused(status), 'refused', String(status))
  t.strictSame([401, 402, 403, 408, 410, 429].map(refused), [
    'forbidden',
    'gone',
    'forbidden',
    'timeout',
    'gone',
    'rate_limited'
  ])
  t.strictSame([500, 502, 503, 504].map(failed), ['failed', 'failed', 'failed', 'timeout'])
})

t.test('a connection that never was differs from one that broke', async (t) => {
  const of = (fault: 'unreachable' | 'reset') =>
    failureKindOf(new GatewayError('upstream_unreachable', 'm', { cause: new UpstreamError(fault, 'm') }))
  t.equal(of('unreachable'), 'unreachable')
  t.equal(of('reset'), 'reset')
})

t.test('every other code has its kind; what nobody foresaw is never asked again', async (t) => {
  const kinds: readonly [ErrorCode, string][] = [
    ['timeout', 'timeout'],
    ['client_closed', 'cancelled'],
    ['overloaded', 'busy'],
    ['upstream_invalid_answer', 'invalid_answer'],
    ['internal', 'failed'],
    ['over_limit', 'refused'],
    ['invalid_request', 'refused']
  ]
  for (const [code, kind] of kinds) t.equal(failureKindOf(new GatewayError(code, 'm')), kind, code)
  const cause = new WrongOrder('m')
  t.equal(failureKindOf(new GatewayError('upstream_invalid_answer', 'm', { cause })), 'wrong_order')
  t.equal(failureKindOf(new TypeError('a bug')), 'refused')
})
