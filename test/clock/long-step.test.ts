import t from 'tap'
import { isLongStep, turnForLongStep } from '../../src/clock/long-step.ts'

t.test('a step is long from a quarter of a megabyte on', async (t) => {
  t.equal(isLongStep(256 * 1024), false)
  t.equal(isLongStep(256 * 1024 + 1), true)
})

t.test('all wait in one lane', async (t) => {
  const order: string[] = []
  const note = (name: string) => (): unknown => order.push(name)
  await Promise.all([
    turnForLongStep('read').then(note('read')),
    turnForLongStep('begin').then(note('begin')),
    turnForLongStep('continue').then(note('continue'))
  ])
  t.strictSame(order, ['continue', 'begin', 'read'])
})
