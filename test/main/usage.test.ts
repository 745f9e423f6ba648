import t from 'tap'
import { usage } from '../../src/main/usage.ts'

t.test('the usage fits a terminal of 100 columns', async (t) => {
  for (const line of usage.split('\n')) t.ok(line.length <= 100, line)
})
