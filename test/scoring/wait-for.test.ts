import { getEventListeners } from 'node:events'
import t from 'tap'
import { waitFor } from '../../src/scoring/wait-for.ts'
import { openBounds } from './given.ts'

t.test('it waits for the work and leaves nothing behind', async (t) => {
  const { signal } = new AbortController()
  await waitFor(Promise.resolve(), openBounds(signal))
  t.strictSame(getEventListeners(signal, 'abort'), [])
})

t.test('a caller who leaves does not wait', async (t) => {
  const caller = new AbortController()
  const never = new Promise<void>(() => undefined)
  const waiting = waitFor(never, openBounds(caller.signal))
  caller.abort()
  await t.rejects(waiting, { code: 'client_closed' })
  await t.rejects(waitFor(never, openBounds(caller.signal)), { code: 'client_closed' })
})

t.test('nobody waits beyond the deadline', async (t) => {
  const deadline = { budgetMs: 5, remainingMs: () => 0 }
  await t.rejects(waitFor(new Promise<void>(() => undefined), { ...openBounds(), deadline }), {
    code: 'timeout',
    message: 'there were no scores within 5 ms'
  })
})
