import t from 'tap'
import { unknownUsage } from '../../src/rerank/usage.ts'

t.test('an unknown usage is undefined, not zero', async (t) => {
  t.strictSame(unknownUsage, { promptTokens: undefined, totalTokens: undefined, searchUnits: undefined })
})
