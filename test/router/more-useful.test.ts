import t from 'tap'
import { GatewayError } from '../../src/errors/gateway-error.ts'
import { moreUseful } from '../../src/router/more-useful.ts'

const rateLimited = new GatewayError('upstream_refused', 'm', { status: 429 })
const failed = new GatewayError('upstream_failed', 'm', { status: 500 })
const unreachable = new GatewayError('upstream_unreachable', 'm')
const forbidden = new GatewayError('upstream_refused', 'm', { status: 403 })
const busy = new GatewayError('overloaded', 'm')

t.test('the error that says most is kept, and the later one among equals', async (t) => {
  t.equal(moreUseful(undefined, busy), busy)
  t.equal(moreUseful(failed, unreachable), unreachable)
  t.equal(moreUseful(rateLimited, failed), rateLimited)
  t.equal(moreUseful(forbidden, failed), failed)
  t.equal(moreUseful(failed, forbidden), failed)
  t.equal(moreUseful(failed, busy), failed)
})
