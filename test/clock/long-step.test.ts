import t from 'tap'
import { isLongStep, turnForLongStep } from '../../src/clock/long-step.ts'

t.test('a step is long from a quarter of a megabyte on', async (t) => {
  t.equal(isLongStep(256 * 1024), false)
  t.equal(isLongStep(256 * 1024 + 1), true)
})

t.test('one long step is taken in a turn of the event loop, and who has begun goes first', async (t) => {
  const order: string[] = []
  let isOver = false
  const turn = (): void => {
    order.push('|')
    if (!isOver) setImmediate(turn)
  }
  const request = async (name: string): Promise<void> => {
    await turnForLongStep('read')
    order.push(`${name}0`)
    await turnForLongStep('begin')
    order.push(`${name}1`)
    await turnForLongStep('continue')
    order.push(`${name}2`)
  }
  const requests = Promise.all([request('a'), request('b'), request('c')])
  setImmediate(turn)
  await requests
  await request('d')
  isOver = true
  t.equal(order.join(' '), 'a0 | a1 | a2 | b0 | b1 | b2 | c0 | c1 | c2 | d0 | d1 | d2')
})
