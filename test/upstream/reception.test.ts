import t from 'tap'
import { systemClock } from '../../src/clock/clock.ts'
import { deadlineAfter } from '../../src/clock/deadline.ts'
import { Reception } from '../../src/upstream/reception.ts'
import { UpstreamError } from '../../src/upstream/upstream-error.ts'

type Controller = Parameters<Reception['onRequestStart']>[0]

function reception(maxBytes = 100, signal = new AbortController().signal) {
  const outcomes: unknown[] = []
  const aborts: unknown[] = []
  const receiver = new Reception({
    body: undefined,
    maxBytes,
    deadline: deadlineAfter(10_000, systemClock),
    signal,
    resolve: (answer) => outcomes.push(answer),
    reject: (error) => outcomes.push(error)
  })
  const controller = { abort: (error: unknown) => aborts.push(error) } as unknown as Controller
  return { receiver, controller, outcomes, aborts }
}

t.test('parts are put together in their order', async (t) => {
  const { receiver, controller, outcomes } = reception()
  receiver.onRequestStart(controller)
  receiver.onResponseStart(controller, 200, { 'x-a': 'b' })
  receiver.onResponseData(controller, Buffer.from('ab'))
  receiver.onResponseData(controller, Buffer.from('c'))
  receiver.onResponseEnd()
  t.strictSame(outcomes, [{ status: 200, headers: { 'x-a': 'b' }, body: Buffer.from('abc'), isCallSent: true }])
})

t.test('a call aborted before it started is aborted when it starts', async (t) => {
  const { receiver, controller, outcomes, aborts } = reception()
  const error = new UpstreamError('cancelled', 'was cancelled')
  receiver.abort(error)
  receiver.abort(new UpstreamError('timeout', 'a second one changes nothing'))
  receiver.onRequestStart(controller)
  t.strictSame(aborts, [error])
  t.strictSame(outcomes, [error])
})

t.test('what undici says after an abort is not news', async (t) => {
  const { receiver, controller, outcomes, aborts } = reception(1)
  receiver.onRequestStart(controller)
  receiver.onResponseData(controller, Buffer.from('ab'))
  receiver.onResponseError(controller, new Error('aborted'))
  t.equal(aborts.length, 1)
  for (const outcome of outcomes) t.match(outcome, { fault: 'oversize' })
})

t.test('an answer after the end is not news either', async (t) => {
  const client = new AbortController()
  const { receiver, controller, outcomes, aborts } = reception(100, client.signal)
  receiver.onRequestStart(controller)
  client.abort()
  receiver.onResponseEnd()
  t.equal(outcomes.length, 1)
  t.match(outcomes[0], { fault: 'cancelled' })
  t.match(aborts, outcomes)
  t.equal(receiver.isOver, true)
})

t.test('who is not wanted any more before it begins is over at once', async (t) => {
  const { receiver, outcomes } = reception(100, AbortSignal.abort())
  t.equal(receiver.isOver, true)
  t.match(outcomes, [{ fault: 'cancelled' }])
})
