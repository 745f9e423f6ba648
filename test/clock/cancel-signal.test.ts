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

t.test('however often it is asked for, it is one', async (t) => {
  let listeners = 0
  const cancellation = new Cancellation()
  const counted = {
    aborted: false,
    addEventListener: (type: 'abort', listener: () => void) => {
      listeners++
      cancellation.addEventListener(type, listener)
    },
    removeEventListener: () => undefined
  }
  const signals = Array.from({ length: 50 }, () => abortSignalOf(counted))
  t.equal(new Set(signals).size, 1)
  t.equal(listeners, 1)
  cancellation.cancel()
  t.ok(signals.every(({ aborted }) => aborted))
})
