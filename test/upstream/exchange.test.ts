import { inspect } from 'node:util'
import t from 'tap'
import { Cancellation } from '../../src/clock/cancellation.ts'
import { Exchange } from '../../src/upstream/exchange.ts'
import { UpstreamError } from '../../src/upstream/upstream-error.ts'

type Controller = Parameters<Exchange['onRequestStart']>[0]

/** @param remainingMs what is left each time somebody asks; the last of them from then on */
function begun({ maxBytes = 100, remainingMs = [60_000] as readonly number[] } = {}) {
  const aborts: unknown[] = []
  const signal = new Cancellation()
  let asked = 0
  const deadline = { budgetMs: 60_000, remainingMs: () => remainingMs[asked++] ?? remainingMs.at(-1) ?? 0 }
  const exchange = new Exchange(undefined, { deadline, signal, maxBytes })
  const outcome = exchange.answer.catch((error: unknown) => error)
  const controller = { abort: (error: unknown) => aborts.push(error) } as unknown as Controller
  return { exchange, controller, outcome, aborts, signal }
}

t.test('parts are put together in their order', async (t) => {
  const { exchange, controller, outcome } = begun()
  exchange.onRequestStart(controller)
  exchange.onResponseStart(controller, 200, { 'x-a': 'b' })
  exchange.onResponseData(controller, Buffer.from('ab'))
  exchange.onResponseData(controller, Buffer.from('c'))
  exchange.onResponseEnd()
  t.strictSame(await outcome, { status: 200, headers: { 'x-a': 'b' }, body: Buffer.from('abc'), isCallSent: true })
})

t.test('an answer without a body has an empty one', async (t) => {
  const { exchange, controller, outcome } = begun()
  exchange.onResponseStart(controller, 204, {})
  exchange.onResponseEnd()
  t.match(await outcome, { status: 204, body: Buffer.alloc(0) })
})

t.test('P7 a call that is cancelled before it started is aborted when it starts', async (t) => {
  const { exchange, controller, outcome, aborts, signal } = begun()
  signal.cancel()
  t.match(await outcome, { fault: 'cancelled' }, 'nobody waits for the connection')
  exchange.onRequestStart(controller)
  t.match(aborts, [{ fault: 'cancelled' }])
})

t.test('P7 a call of which nobody wants to know is over from the start', async (t) => {
  const signal = new Cancellation()
  signal.cancel()
  const deadline = { budgetMs: 1000, remainingMs: () => 1000 }
  const { answer } = new Exchange(undefined, { deadline, signal, maxBytes: 1 })
  t.match(await answer.catch((error: unknown) => error), { fault: 'cancelled' })
})

t.test('what undici says after an abort is not news', async (t) => {
  const { exchange, controller, outcome, aborts } = begun({ maxBytes: 1 })
  exchange.onRequestStart(controller)
  exchange.onResponseData(controller, Buffer.from('ab'))
  exchange.onResponseError(controller, new Error('aborted'))
  exchange.onResponseData(controller, Buffer.from('c'))
  t.equal(aborts.length, 1)
  t.match(await outcome, { fault: 'oversize' })
})

t.test('P6 the deadline ends a call, whether it has started or not', async (t) => {
  const waiting = begun({ remainingMs: [1, 0] })
  const started = begun({ remainingMs: [1, 0] })
  started.exchange.onRequestStart(started.controller)
  for (const { outcome } of [waiting, started]) {
    const error = await outcome
    t.ok(error instanceof UpstreamError, inspect(error))
    t.match(error, { fault: 'timeout', message: 'did not answer within 60000 ms' })
  }
  t.equal(started.aborts.length, 1)
})

t.test('P6 a timer that comes early is set again: what is left is no time for another call', async (t) => {
  const left = [3, 0.9, 0.4, 0]
  const asked: number[] = []
  const signal = new Cancellation()
  const deadline = {
    budgetMs: 60_000,
    remainingMs: () => {
      asked.push(left.shift() ?? 0)
      return asked.at(-1) ?? 0
    }
  }
  const { answer } = new Exchange(undefined, { deadline, signal, maxBytes: 1 })
  t.match(await answer.catch((error: unknown) => error), { fault: 'timeout' })
  t.strictSame(asked, [3, 0.9, 0.4, 0])
})

t.test('what undici throws is told as one of our kinds', async (t) => {
  const { exchange, controller, outcome } = begun()
  exchange.onResponseError(controller, Object.assign(new Error('connect'), { code: 'ECONNREFUSED' }))
  t.match(await outcome, { fault: 'unreachable' })
})
