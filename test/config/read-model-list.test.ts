import t from 'tap'
import { readModelList } from '../../src/config/read-model-list.ts'
import { newContext } from './new-entry.ts'

function read(model_list: unknown) {
  const { context, faults, warnings } = newContext()
  const list = readModelList({ model_list }, context)
  return { ...list, faults: faults(), warnings: warnings() }
}

const entry = (model_name: string, model: string, more: object = {}) => ({
  model_name,
  litellm_params: { model, api_key: 'k', ...more }
})

t.test('entries become deployments, wildcards, or are skipped', async (t) => {
  const { deployments, wildcards, skipped } = read([
    entry('rerank', 'nvidia_nim/rerank-x'),
    entry('gpt', 'gpt-4o'),
    entry('*', 'nvidia_nim/*'),
    entry('nvidia_nim/*', 'nvidia_nim/*'),
    entry('nvidia_nim/*', 'nvidia_nim/*', { weight: 2 }),
    entry('local/*', 'local/*')
  ])
  t.strictSame(
    deployments.map(({ alias }) => alias),
    ['rerank']
  )
  t.strictSame(
    wildcards.map(({ pattern }) => pattern),
    ['nvidia_nim/*', 'local/*', '*']
  )
  t.equal(wildcards[0]?.groupFor('nvidia_nim/rerank-y')?.spaces[0].deployments.length, 2)
  t.strictSame([...skipped.keys()], ['gpt'])
})

t.test('a wildcard says what its entries lack, whatever model they will be asked for', async (t) => {
  const { wildcards, deployments } = read([
    entry('*', 'nvidia_nim/*', { api_key: null }),
    entry('nvidia_nim/*', 'nvidia_nim/*'),
    entry('nvidia_nim/*', 'nvidia_nim/*', { api_key: 'os.environ/K' })
  ])
  t.strictSame(deployments, [])
  t.strictSame(
    wildcards.map(({ pattern, samples }) => [pattern, ...samples.map(({ missing }) => missing)]),
    [
      ['nvidia_nim/*', undefined, 'set the environment variable K (litellm_params.api_key)'],
      ['*', 'set FAKE_KEY']
    ]
  )
})

t.test('a name that some entry serves is not skipped', async (t) => {
  const { skipped } = read([
    entry('rerank', 'jina_ai/x'),
    entry('rerank', 'nvidia_nim/rerank-x'),
    entry('a', 'gpt'),
    entry('a', 'x')
  ])
  t.strictSame([...skipped.keys()], ['a'])
})

t.test('what a provider cannot accept is a fault at its setting', async (t) => {
  const { faults } = read([
    entry('a', 'nvidia_nim/unknown', { truncate: 'MIDDLE', base_url: 'http://refused' }),
    { ...entry('b', 'nvidia_nim/rerank-x', { api_base: 'http://refused' }), rankgate: { contract: 'soap' } },
    entry('c', 'local/lexicl'),
    entry('w-*', 'nvidia_nim/*', { truncate: 'MIDDLE' })
  ])
  t.strictSame(faults, [
    'f model_list[0].litellm_params.truncate: must be END',
    'f model_list[0].litellm_params.base_url: is refused',
    'f model_list[0].litellm_params.model: "unknown" is nothing of ours',
    'f model_list[1].rankgate.contract: must be ranking',
    'f model_list[1].litellm_params.api_base: is refused',
    'f model_list[2].litellm_params.model: "local/lexicl": local has no model "lexicl"; it has lexical, other; did you mean "lexical"?',
    'f model_list[3].litellm_params.truncate: must be END'
  ])
})

t.test('a deployment without its key is told of, once', async (t) => {
  const { deployments, warnings } = read([
    entry('a', 'nvidia_nim/rerank-x', { api_key: null }),
    entry('b', 'nvidia_nim/rerank-x', { api_key: 'os.environ/K' })
  ])
  t.strictSame(
    deployments.map(({ missing }) => missing),
    ['set FAKE_KEY', 'set the environment variable K (litellm_params.api_key)']
  )
  t.strictSame(warnings, [
    'f model_list[0].litellm_params: the deployment is not ready: set FAKE_KEY',
    'f model_list[1].litellm_params.api_key: the environment variable K is not set: the deployment is not ready until it is'
  ])
})

t.test('what the provider makes no use of is warned of', async (t) => {
  const { warnings } = read([
    {
      ...entry('a', 'cohere/rerank-x', { truncate: 'END', other: 1, max_documents: 5 }),
      rankgate: { normalize: 'sigmoid', contract: 'ranking' }
    },
    { model_name: 'b', litellm_params: { model: 'local/lexical' }, rankgate: { contract: 'ranking' } }
  ])
  t.strictSame(warnings, [
    'f model_list[0].litellm_params.other: is unknown to cohere and not used',
    'f model_list[0].litellm_params.max_documents: is not used here; write it in model_info',
    'f model_list[0].rankgate.normalize: has no effect: sigmoid is for logits, and cohere gives none',
    'f model_list[1].rankgate.contract: is unknown to local and not used'
  ])
})

t.test('a list that is missing, empty or none says what to write', async (t) => {
  const hint = 'write "model_list: [{model_name: rerank, litellm_params: {model: local/lexical}}]"'
  t.strictSame(read(undefined).faults, [`f model_list: is missing; ${hint}`])
  t.strictSame(read([]).faults, [`f model_list: is empty; ${hint}`])
  t.strictSame(read({ a: 1 }).faults, [`f model_list: must be a list; ${hint}`])
})

t.test('a list of which nothing can rerank is warned of', async (t) => {
  for (const model of ['gpt-4o', 'brandnew_provider/x']) {
    const { warnings } = read([entry('gpt', model)])
    t.equal(warnings[1], 'f model_list: has no entry that can rerank: every request will be refused', model)
  }
})
