import t from 'tap'
import { receiveAnswer } from '../../src/upstream/receive-answer.ts'
import type { UpstreamAnswer } from '../../src/upstream/upstream-call.ts'
import { UpstreamError } from '../../src/upstream/upstream-error.ts'

type Controller = Parameters<NonNullable<ReturnType<typeof receiveAnswer>['onRequestStart']>>[0]

function reception(maxBytes = 100) {
  const outcomes: unknown[] = []
  const aborts: unknown[] = []
  const receiver = receiveAnswer({
    maxBytes,
    isCallSent: () => true,
    resolve: (answer: UpstreamAnswer) => outcomes.push(answer),
    reject: (error) => outcomes.push(error)
  })
  const controller = { abort: (error: unknown) => aborts.push(error) } as unknown as Controller
  return { receiver, controller, outcomes, aborts }
}

t.test('parts are put together in their order', async (t) => {
  const { receiver, controller, outcomes } = reception()
  receiver.onRequestStart?.(controller, undefined)
  receiver.onResponseStart?.(controller, 200, { 'x-a': 'b' })
  receiver.onResponseData?.(controller, Buffer.from('ab'))
  receiver.onResponseData?.(controller, Buffer.from('c'))
  receiver.onResponseEnd?.(controller, {})
  t.strictSame(outcomes, [{ status: 200, headers: { 'x-a': 'b' }, body: Buffer.from('abc'), isCallSent: true }])
})

t.test('a call aborted before it started is aborted when it starts', async (t) => {
  const { receiver, controller, outcomes, aborts } = reception()
  const error = new UpstreamError('cancelled', 'was cancelled')
  receiver.abort(error)
  receiver.abort(new UpstreamError('timeout', 'a second one changes nothing'))
  receiver.onRequestStart?.(controller, undefined)
  t.strictSame(aborts, [error])
  t.strictSame(outcomes, [error])
})

t.test('what undici says after an abort is not news', async (t) => {
  const { receiver, controller, outcomes, aborts } = reception(1)
  receiver.onRequestStart?.(controller, undefined)
  receiver.onResponseData?.(controller, Buffer.from('ab'))
  receiver.onResponseError?.(controller, new Error('aborted'))
  t.equal(aborts.length, 1)
  for (const outcome of outcomes) t.match(outcome, { fault: 'oversize' })
})
