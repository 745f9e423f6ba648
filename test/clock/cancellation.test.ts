import t from 'tap'
import { Cancellation } from '../../src/clock/cancellation.ts'

t.test('listeners are called once, when it is cancelled', async (t) => {
  const cancellation = new Cancellation()
  const heard: string[] = []
  cancellation.addEventListener('abort', () => heard.push('first'))
  cancellation.addEventListener('abort', () => heard.push('second'))
  t.equal(cancellation.aborted, false)
  cancellation.cancel()
  cancellation.cancel()
  t.strictSame(heard, ['first', 'second'])
  t.equal(cancellation.aborted, true)
})

t.test('who was taken off is not called, in whatever order they came', async (t) => {
  for (const leaves of ['a', 'b', 'c', 'nobody']) {
    const cancellation = new Cancellation()
    const heard: string[] = []
    const listeners = new Map(['a', 'b', 'c'].map((name) => [name, () => void heard.push(name)]))
    for (const listener of listeners.values()) cancellation.addEventListener('abort', listener)
    cancellation.removeEventListener('abort', listeners.get(leaves) ?? (() => undefined))
    cancellation.cancel()
    t.strictSame(
      heard,
      ['a', 'b', 'c'].filter((name) => name !== leaves)
    )
  }
})

t.test('as with an AbortSignal, who comes too late is not called', async (t) => {
  const cancellation = new Cancellation()
  cancellation.cancel()
  cancellation.addEventListener('abort', () => t.fail('called'))
  t.ok(cancellation.aborted)
})

t.test('as with an AbortSignal, a listener may take others off while all are called', async (t) => {
  const cancellation = new Cancellation()
  let calls = 0
  const other = (): void => void calls++
  cancellation.addEventListener('abort', () => cancellation.removeEventListener('abort', other))
  cancellation.addEventListener('abort', other)
  cancellation.cancel()
  t.equal(calls, 0)
})
