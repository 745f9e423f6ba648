import t from 'tap'
import { GatewayError } from '../../../src/errors/gateway-error.ts'
import { stopped } from '../../../src/providers/lexical/stopped.ts'

t.test('a stop is a lost client, unless its reason says otherwise', async (t) => {
  t.equal(stopped(AbortSignal.abort()).code, 'client_closed')
  t.equal(stopped(AbortSignal.abort(new DOMException('late', 'TimeoutError'))).code, 'timeout')
  const own = new GatewayError('not_ready', 'going')
  t.equal(stopped(AbortSignal.abort(own)), own)
})
