import t from 'tap'
import { silentEvents } from '../../src/gateway/gateway-events.ts'

t.test('nobody needs to listen', async (t) => {
  const limit = { deployment: 'a1', maxDocuments: 1, maxBytes: undefined, expiresInMs: 1 }
  t.equal(silentEvents.limitLearned(limit), undefined)
  t.equal(silentEvents.redisChanged({ holds: 'cache', redis: 'connected', since: 0, reason: undefined }), undefined)
  t.equal(silentEvents.redisRefused({ key: 'rankgate:a', reason: 'WRONGTYPE' }), undefined)
  t.equal(silentEvents.checksBroke(new Error('a bug')), undefined)
})
