import t from 'tap'
import { listPrice } from '../../src/config/list-price.ts'
import { deploymentAt } from '../fixtures.ts'

t.test("models without a price of their own have LiteLLM's, and an unknown one has none", async (t) => {
  t.strictSame(listPrice('cohere', 'rerank-v3.5'), { perQuery: 0.002, perToken: undefined })
  t.strictSame(listPrice('nvidia_nim', 'nvidia/anything'), { perQuery: 0, perToken: undefined })
  t.strictSame(listPrice('cohere', 'rerank-v9'), { perQuery: undefined, perToken: undefined })
})

t.test('a price in the configuration wins', async (t) => {
  t.strictSame(deploymentAt('http://127.0.0.1:1').price, { perQuery: 0, perToken: undefined })
  const priced = deploymentAt('http://127.0.0.1:1', {}, { id: 'a1', input_cost_per_token: 0.000001 })
  t.strictSame(priced.price, { perQuery: undefined, perToken: 0.000001 })
})
