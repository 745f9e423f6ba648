import t from 'tap'
import { InvalidAnswer } from '../../src/rerank/invalid-answer.ts'
import { WrongOrder } from '../../src/rerank/wrong-order.ts'

t.test('a wrong order is an answer that cannot be used', async (t) => {
  const error = new WrongOrder('ranks the wrong one first')
  t.ok(error instanceof InvalidAnswer)
  t.equal(String(error), 'InvalidAnswer: ranks the wrong one first')
})
