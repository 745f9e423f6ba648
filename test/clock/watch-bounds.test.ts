import { setTimeout as wait } from 'node:timers/promises'
import t from 'tap'
import { Cancellation } from '../../src/clock/cancellation.ts'
import { systemClock } from '../../src/clock/clock.ts'
import { deadlineAfter } from '../../src/clock/deadline.ts'
import { watchBounds } from '../../src/clock/watch-bounds.ts'

function watched(budgetMs: number, signal = new Cancellation()) {
  const told: string[] = []
  const late = Promise.withResolvers<void>()
  const end = watchBounds({ deadline: deadlineAfter(budgetMs, systemClock), signal }, (why) => {
    told.push(why)
    if (why === 'late') late.resolve()
  })
  return { told, signal, end, late: late.promise }
}

t.test('it is said once when time is up, and not before', async (t) => {
  const deadline = deadlineAfter(20, systemClock)
  const { told, late, signal, end } = watched(20)
  await late
  t.ok(deadline.remainingMs() < 1)
  signal.cancel()
  end()
  t.strictSame(told, ['late'])
})

t.test('it is said once when the signal fires, or has fired', async (t) => {
  const { told, signal } = watched(5)
  signal.cancel()
  t.strictSame(watched(60_000, signal).told, ['cancelled'])
  await wait(10)
  t.strictSame(told, ['cancelled'])
})

t.test('nothing is said once the watch has ended', async (t) => {
  const { told, signal, end } = watched(5)
  end()
  signal.cancel()
  await wait(10)
  t.strictSame(told, [])
})
