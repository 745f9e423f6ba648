import t from 'tap'
import { resolveDeployment } from '../../src/config/resolve-deployment.ts'
import { entrySettings } from './new-entry.ts'

function resolve(params: object, more: object = {}) {
  const entry = entrySettings({ model_name: 'rerank', litellm_params: params, ...more })
  const resolved = resolveDeployment(entry, entry)
  if ('faults' in resolved) throw new Error(JSON.stringify(resolved.faults))
  return resolved.deployment
}

const nim = { model: 'nvidia_nim/nvidia/rerank-x', api_key: 'canary' }

t.test('a remote deployment has its target and the limits of its provider, or its own', async (t) => {
  const deployment = resolve({ ...nim, api_base: 'http://nim:8000' })
  t.equal(deployment.target?.url.href, 'http://nim:8000/nvidia/rerank-x')
  t.strictSame(deployment.limits, { maxDocuments: 512, maxBytes: 5_000_000 })
  t.strictSame(resolve(nim, { model_info: { max_documents: 7 } }).limits, { maxDocuments: 7, maxBytes: 5_000_000 })
})

t.test('an embedded deployment has no target, and only the models that its provider has', async (t) => {
  const deployment = resolve({ model: 'local/lexical' }, { model_info: { max_bytes: 5 } })
  t.equal(deployment.target, undefined)
  t.strictSame(deployment.limits, { maxDocuments: 1000, maxBytes: 5 })
  t.equal(deployment.pointwise, false)
  t.throws(() => resolve({ model: 'local/none' }), /local has no model/)
})

t.test('a score space is where scores can be compared: not where the model runs, nor who pays', async (t) => {
  const space = resolve(nim).space
  t.equal(resolve({ ...nim, api_key: 'other', api_base: 'http://nim', weight: 5, order: 1 }).space, space)
  t.equal(resolve(nim, { rankgate: { normalize: 'sigmoid' } }).space, space)
  t.not(resolve({ ...nim, truncate: 'END' }).space, space)
  t.not(resolve({ ...nim, model: 'nvidia_nim/nvidia/rerank-y' }).space, space)
  t.not(resolve({ ...nim, model: 'cohere/nvidia/rerank' }).space, space)
  t.not(resolve(nim, { model_info: { revision: '2' } }).space, space)
  const local = resolve({ model: 'local/lexical' }).space
  t.not(resolve({ model: 'local/other' }).space, local)
  t.not(resolve({ model: 'local/lexical' }, { model_info: { revision: 2 } }).space, local)
})

t.test('what is not ready says what the file is missing before what the provider is', async (t) => {
  t.equal(resolve({ model: 'nvidia_nim/rerank-x' }).missing, 'set FAKE_KEY')
  t.equal(
    resolve({ model: 'nvidia_nim/rerank-x', api_key: 'os.environ/K' }).missing,
    'set the environment variable K (litellm_params.api_key)'
  )
  t.equal(resolve(nim).missing, undefined)
})

t.test('a configured price counts alone, unless it is a 0, which leaves the other one as listed', async (t) => {
  const listed = { model: 'cohere/rerank-v3.5' }
  const priceOf = (model_info: object) => resolve(listed, { model_info }).price
  t.strictSame(priceOf({ input_cost_per_token: 0 }), { perQuery: 0.002, perToken: 0 })
  t.strictSame(priceOf({ input_cost_per_query: 0.001 }), { perQuery: 0.001, perToken: undefined })
  t.strictSame(priceOf({ input_cost_per_query: 0 }), { perQuery: 0, perToken: undefined })
  t.strictSame(priceOf({ input_cost_per_token: 1e-6 }), { perQuery: undefined, perToken: 1e-6 })
  t.strictSame(resolve({ model: 'cohere/own-reranker', input_cost_per_token: 0 }).price, {
    perQuery: undefined,
    perToken: 0
  })
})

t.test('a deployment cannot be changed, and does not print its key', async (t) => {
  const deployment = resolve(nim, { model_info: { nested: { a: 1 } } })
  for (const part of [
    deployment,
    deployment.limits,
    deployment.price,
    deployment.modelInfo,
    deployment.modelInfo.nested
  ]) {
    t.equal(Object.isFrozen(part), true)
  }
  t.equal(Object.isFrozen(deployment.target), true)
  t.notOk(JSON.stringify(deployment).includes('canary'))
})
