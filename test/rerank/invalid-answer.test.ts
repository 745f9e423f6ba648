import t from 'tap'
import { InvalidAnswer } from '../../src/rerank/invalid-answer.ts'

t.test('an invalid answer is an error of its own name', async (t) => {
  const error = new InvalidAnswer('the answer is not JSON')
  t.ok(error instanceof Error)
  t.equal(error.name, 'InvalidAnswer')
  t.equal(error.message, 'the answer is not JSON')
  t.equal(String(error), 'InvalidAnswer: the answer is not JSON')
})
