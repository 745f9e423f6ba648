import t from 'tap'
import { abortSignalOf } from '../../src/clock/cancel-signal.ts'
import { GatewayError } from '../../src/errors/gateway-error.ts'
import { hedge, type Start } from '../../src/router/hedge.ts'

const { signal } = new AbortController()
const atOnce = async (): Promise<void> => undefined
const failed = new GatewayError('upstream_failed', 'm', { status: 500 })
const rateLimited = new GatewayError('upstream_refused', 'm', { status: 429 })

/** A call that lasts until it is cancelled, and remembers that it was. */
function stuck(): { start: Start<string>; readonly isCancelled: boolean } {
  let isCancelled = false
  return {
    start: (signal) =>
      new Promise((_resolve, reject) => {
        signal.addEventListener('abort', () => {
          isCancelled = true
          reject(new GatewayError('client_closed', 'm'))
        })
      }),
    get isCancelled() {
      return isCancelled
    }
  }
}

t.test('an answer in time makes no second call, and ends the watch', async (t) => {
  let isWatchEnded = false
  const answer = await hedge({
    first: async () => 'first',
    second: () => {
      t.fail('a second call')
      return undefined
    },
    afterMs: 10,
    wait: (_ms, signal) =>
      new Promise((_resolve, reject) => {
        signal.addEventListener('abort', () => {
          isWatchEnded = true
          reject(abortSignalOf(signal).reason)
        })
      }),
    signal
  })
  t.equal(answer, 'first')
  t.ok(isWatchEnded)
})

t.test('the first good answer wins, and the other call is cancelled', async (t) => {
  const slow = stuck()
  const parts = { afterMs: 10, wait: atOnce, signal }
  t.equal(await hedge({ first: slow.start, second: () => async () => 'second', ...parts }), 'second')
  t.ok(slow.isCancelled)
  const slower = stuck()
  const { promise, resolve } = Promise.withResolvers<string>()
  const asked = hedge({
    first: () => promise,
    second: () => {
      setImmediate(resolve, 'first')
      return slower.start
    },
    ...parts
  })
  t.equal(await asked, 'first')
  t.ok(slower.isCancelled)
})

t.test('the answer is given when the loser has let go of the request', async (t) => {
  let isLoserDone = false
  const loser: Start<string> = async (signal) => {
    await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve()))
    await new Promise((resolve) => setImmediate(resolve))
    isLoserDone = true
    throw new GatewayError('client_closed', 'm')
  }
  await hedge({ first: loser, second: () => async () => 'second', afterMs: 10, wait: atOnce, signal })
  t.ok(isLoserDone)
})

t.test('a failure of one leaves the other its time; of two failures the more useful one is told', async (t) => {
  const later = (error: GatewayError): Start<string> => {
    return () => new Promise((_resolve, reject) => setImmediate(reject, error))
  }
  const parts = { afterMs: 10, wait: atOnce, signal }
  t.equal(await hedge({ first: later(failed), second: () => async () => 'second', ...parts }), 'second')
  await t.rejects(hedge({ first: later(rateLimited), second: () => later(failed), ...parts }), rateLimited)
})

t.test('without a second call to make the first is waited for', async (t) => {
  const first = () => new Promise<string>((resolve) => setImmediate(resolve, 'first'))
  t.equal(await hedge({ first, second: () => undefined, afterMs: 10, wait: atOnce, signal }), 'first')
})

t.test('P7 both calls end with the client', async (t) => {
  const controller = new AbortController()
  const [first, second] = [stuck(), stuck()]
  const asked = hedge({
    first: first.start,
    second: () => {
      setImmediate(() => controller.abort())
      return second.start
    },
    afterMs: 10,
    wait: atOnce,
    signal: controller.signal
  })
  await t.rejects(asked, { name: 'GatewayError', code: 'client_closed' })
  t.ok(first.isCancelled && second.isCancelled)
})
