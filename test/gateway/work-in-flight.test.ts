import { setImmediate as turn } from 'node:timers/promises'
import t from 'tap'
import { WorkInFlight } from '../../src/gateway/work-in-flight.ts'

t.test('the end waits for all work, failed work too, and no more is taken on', async (t) => {
  const inFlight = new WorkInFlight()
  const [first, second] = [Promise.withResolvers<string>(), Promise.withResolvers<string>()]
  const answers = Promise.allSettled([inFlight.during(() => first.promise), inFlight.during(() => second.promise)])
  let isEnded = false
  const end = inFlight.end().then(() => {
    isEnded = true
  })
  await t.rejects(
    inFlight.during(async () => t.fail('must not begin')),
    { name: 'GatewayError', code: 'not_ready', status: 503, message: /^the gateway is closed/ }
  )
  first.resolve('done')
  await turn()
  t.equal(isEnded, false)
  second.reject(new Error('broken'))
  await end
  t.match(await answers, [{ value: 'done' }, { reason: { message: 'broken' } }])
  await inFlight.end()
})

t.test('without work the end is there at once, and work that threw before it could wait counts as ended', async (t) => {
  const inFlight = new WorkInFlight()
  const broken = inFlight.during(() => {
    throw new Error('at once')
  })
  await t.rejects(broken, { message: 'at once' })
  await inFlight.end()
})
