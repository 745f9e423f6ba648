import t from 'tap'
import { rerankPlan } from '../../src/gateway/rerank-plan.ts'
import { unknownUsage } from '../../src/rerank/usage.ts'
import { deploymentAt, requestOf } from '../fixtures.ts'

const deployment = deploymentAt('http://127.0.0.1:1', {}, { input_cost_per_query: 0.002 })
const chunk = { documents: 150, bytes: 9000, estimatedTokens: 2000 }
const usage = { ...unknownUsage, totalTokens: 2000, searchUnits: 2 }
const plan = { deployment, chunks: [chunk], usage, cache: undefined, warnings: [] }

t.test('a plan has its price', async (t) => {
  t.equal(rerankPlan(requestOf(['a']), plan).cost, 0.004)
  const unpriced = deploymentAt('http://127.0.0.1:1', { model: 'cohere/rerank-v4.0-pro' })
  t.equal(rerankPlan(requestOf(['a']), { ...plan, deployment: unpriced }).cost, undefined)
})

t.test('where nobody would be called nothing is paid', async (t) => {
  t.equal(rerankPlan(requestOf(['a']), { ...plan, chunks: [], usage: { ...usage, searchUnits: undefined } }).cost, 0)
})

t.test('a call that would be refused for its size is refused here, where it cannot be cut', async (t) => {
  const small = deploymentAt('http://127.0.0.1:1', {}, { max_bytes: 1000 })
  const planned = (documents: number, by = small) =>
    rerankPlan(requestOf(['a']), { ...plan, deployment: by, chunks: [{ ...chunk, documents }] })
  t.throws(() => planned(1), { code: 'over_limit', status: 413 })
  t.doesNotThrow(() => planned(2))
  t.throws(() => planned(2, { ...small, pointwise: false }), { code: 'over_limit', status: 413 })
})
