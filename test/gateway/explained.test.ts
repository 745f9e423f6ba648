import t from 'tap'
import { GatewayError } from '../../src/errors/gateway-error.ts'
import { explained } from '../../src/gateway/explained.ts'
import { RequestTrace } from '../../src/gateway/request-trace.ts'

t.test('an error carries the steps for a caller who asked, and is the same otherwise', async (t) => {
  const trace = new RequestTrace({ now: () => 0 })
  trace.note('a1', 'tried: 503')
  const error = new GatewayError('upstream_failed', 'down', { status: 503, param: 'model', retryAfterS: 7 })
  t.match(explained(error, trace), {
    code: 'upstream_failed',
    message: 'down',
    status: 503,
    param: 'model',
    retryAfterS: 7,
    cause: error,
    steps: [{ deployment: 'a1', what: 'tried: 503' }]
  })
  t.strictSame(
    [explained(new GatewayError('timeout', 'late'), trace)].map((each) => (each as GatewayError).param),
    [undefined]
  )
})

t.test('nobody asked, or it is no error of ours: it stays as it is', async (t) => {
  const error = new GatewayError('timeout', 'late')
  t.equal(explained(error, undefined), error)
  const bug = new TypeError('bug')
  t.equal(explained(bug, new RequestTrace({ now: () => 0 })), bug)
})
