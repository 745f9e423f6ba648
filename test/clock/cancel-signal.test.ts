import t from 'tap'
import { abortSignalOf } from '../../src/clock/cancel-signal.ts'
import { Cancellation } from '../../src/clock/cancellation.ts'

t.test('an AbortSignal is its own', async (t) => {
  const { signal } = new AbortController()
  t.equal(abortSignalOf(signal), signal)
})

t.test('any other is followed, before and after it was given', async (t) => {
  const cancellation = new Cancellation()
  const signal = abortSignalOf(cancellation)
  t.equal(signal.aborted, false)
  cancellation.cancel()
  t.equal(signal.aborted, true)
  t.equal(abortSignalOf(cancellation).aborted, true)
})
