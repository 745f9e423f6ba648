import t from 'tap'
import { isLongStep } from '../../src/clock/is-long-step.ts'

t.test('a step is long from a quarter of a megabyte on', async (t) => {
  t.equal(isLongStep(256 * 1024), false)
  t.equal(isLongStep(256 * 1024 + 1), true)
})
