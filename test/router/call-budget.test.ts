import t from 'tap'
import { CallBudget } from '../../src/router/call-budget.ts'

const bounds = { share: 0.2, floor: 3 }

function taken(budget: CallBudget): number {
  let count = 0
  while (budget.take()) count++
  return count
}

t.test('P9 extra calls are a share of the first ones, and some that are there at the start', async (t) => {
  const budget = new CallBudget(bounds)
  t.equal(taken(budget), 3)
  let extra = 0
  for (let calls = 0; calls < 100; calls++) {
    budget.deposit(0)
    if (budget.take()) extra++
  }
  t.ok(extra >= 19 && extra <= 20, String(extra))
})

t.test('P9 what was not used is kept for ten seconds of traffic, and no longer', async (t) => {
  const budget = new CallBudget(bounds)
  for (let calls = 0; calls < 100; calls++) budget.deposit(0)
  const again = new CallBudget(bounds)
  for (let calls = 0; calls < 100; calls++) again.deposit(0)
  t.ok(taken(budget) >= 19)
  again.deposit(60_000)
  t.equal(taken(again), 3)
})

t.test('good answers bring back the first few, one each ten seconds; without them nothing comes back', async (t) => {
  const budget = new CallBudget(bounds)
  budget.restore(0)
  t.equal(taken(budget), 3)
  budget.restore(10_000)
  t.equal(taken(budget), 1)
  budget.restore(1_000_000)
  t.equal(taken(budget), 3, 'never more than at the start')
})

t.test('an extra call that helped gives back what it took', async (t) => {
  const budget = new CallBudget({ share: 0, floor: 1 })
  t.ok(budget.take())
  t.notOk(budget.take())
  budget.giveBack()
  t.ok(budget.take())
})
