import t from 'tap'
import { noOptions } from '../../src/rerank/rerank-request.ts'

t.test('no options ask for nothing', async (t) => {
  const { extra, ...named } = noOptions
  t.equal(extra.size, 0)
  t.strictSame(new Set(Object.values(named)), new Set([undefined]))
})
