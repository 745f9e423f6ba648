import t from 'tap'
import { addUsage, noUsage } from '../../src/rerank/add-usage.ts'
import { unknownUsage } from '../../src/rerank/usage.ts'

t.test('what several calls cost is their sum', async (t) => {
  const one = { promptTokens: 3, totalTokens: 5, searchUnits: 1 }
  t.equal(addUsage([one]), one)
  t.strictSame(addUsage([one, one, one]), { promptTokens: 9, totalTokens: 15, searchUnits: 3 })
})

t.test('a sum with an unknown part is unknown, and no call at all costs nothing', async (t) => {
  const known = { promptTokens: 3, totalTokens: 5, searchUnits: undefined }
  t.strictSame(addUsage([known, { ...unknownUsage, promptTokens: 1 }]), { ...unknownUsage, promptTokens: 4 })
  t.equal(addUsage([]), noUsage)
  t.strictSame(noUsage, { promptTokens: 0, totalTokens: 0, searchUnits: 0 })
})
