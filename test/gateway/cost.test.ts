import t from 'tap'
import { costOf } from '../../src/gateway/cost.ts'
import { unknownUsage } from '../../src/rerank/usage.ts'

const unknown = { perQuery: undefined, perToken: undefined }

t.test('a price by token is multiplied by the tokens', async (t) => {
  t.equal(costOf({ ...unknown, perToken: 0.000001 }, { ...unknownUsage, totalTokens: 2000 }), 0.002)
})

t.test('a price by query is multiplied by the search units, and one where none are counted', async (t) => {
  t.equal(costOf({ ...unknown, perQuery: 0.002 }, { ...unknownUsage, searchUnits: 3 }), 0.006)
  t.equal(costOf({ ...unknown, perQuery: 0.002 }, unknownUsage), 0.002)
})

t.test('a price of 0 beside another one does not apply, whichever it is', async (t) => {
  const counted = { ...unknownUsage, totalTokens: 2000 }
  t.equal(costOf({ perQuery: 0.001, perToken: 0 }, counted), 0.001)
  t.equal(costOf({ perQuery: 0.001, perToken: 0 }, unknownUsage), 0.001)
  t.equal(costOf({ perQuery: 0, perToken: 0.000001 }, counted), 0.002)
  t.equal(costOf({ perQuery: 0, perToken: 0.000001 }, unknownUsage), undefined)
})

t.test('of two prices that by query counts, and they are not added up', async (t) => {
  t.equal(costOf({ perQuery: 0.002, perToken: 0.1 }, { ...unknownUsage, totalTokens: 5, searchUnits: 2 }), 0.004)
})

t.test('free is 0 and unknown is undefined', async (t) => {
  t.equal(costOf({ ...unknown, perQuery: 0 }, unknownUsage), 0)
  t.equal(costOf({ ...unknown, perToken: 0 }, unknownUsage), 0, 'tokens that nobody counted are free as well')
  t.equal(costOf({ perQuery: 0, perToken: 0 }, unknownUsage), 0)
  t.equal(costOf(unknown, { ...unknownUsage, totalTokens: 5 }), undefined)
  t.equal(
    costOf({ ...unknown, perToken: 0.1 }, unknownUsage),
    undefined,
    'tokens that nobody counted cost an unknown sum'
  )
})
