import t from 'tap'
import { deadlineAfter } from '../../src/clock/deadline.ts'

t.test('a deadline counts down to 0, and stays there', async (t) => {
  let now = 1000.5
  const deadline = deadlineAfter(250, { now: () => now })
  t.equal(deadline.budgetMs, 250)
  t.equal(deadline.remainingMs(), 250)
  now += 100
  t.equal(deadline.remainingMs(), 150)
  now += 150
  t.equal(deadline.remainingMs(), 0)
  now += 1
  t.equal(deadline.remainingMs(), 0)
  t.equal(deadline.budgetMs, 250, 'the budget stays what it was')
})

t.test('a budget of nothing is over at once', async (t) => {
  t.equal(deadlineAfter(0, { now: () => 5 }).remainingMs(), 0)
  t.equal(deadlineAfter(-10, { now: () => 5 }).remainingMs(), 0)
})

t.test('what is spent already is taken off, and the budget is told whole', async (t) => {
  const deadline = deadlineAfter(250, { now: () => 5 }, 100)
  t.equal(deadline.remainingMs(), 150)
  t.equal(deadline.budgetMs, 250)
})
