import t from 'tap'
import type { Config } from '../../src/config/config.ts'
import { configFromValue } from '../../src/config/load-config.ts'
import { resolveModel } from '../../src/config/resolve-model.ts'
import { GatewayError } from '../../src/errors/gateway-error.ts'
import { fakeProviders } from './fake-providers.ts'

const entry = (model_name: string, model: string, id?: string) => ({
  model_name,
  litellm_params: { model, api_key: 'k' },
  ...(id === undefined ? {} : { model_info: { id } })
})

function load(model_list: unknown[], model_group_alias: object = {}): Config {
  const value = { model_list, router_settings: { model_group_alias } }
  const loaded = configFromValue(value, { environment: {}, ...fakeProviders })
  if ('faults' in loaded) throw new Error(JSON.stringify(loaded.faults))
  return loaded.config
}

const config = load(
  [
    entry('rerank', 'nvidia_nim/nvidia/rerank-a', 'one'),
    entry('rerank', 'nvidia_nim/nvidia/rerank-a', 'two'),
    entry('backup', 'cohere/rerank-v3.5', 'three'),
    entry('gpt-4o', 'openai/gpt-4o'),
    entry('openai/*', 'openai/*'),
    entry('nvidia_nim/special/*', 'cohere/rerank-*'),
    entry('nvidia_nim/*', 'nvidia_nim/*'),
    entry('nvidia_nim/chat/*', 'azure/*')
  ],
  { main: 'rerank', secret: { model: 'backup', hidden: true }, wild: 'nvidia_nim/nvidia/rerank-z', 'gpt-4': 'gpt-4o' }
)

const ids = (model: string) =>
  resolveModel(config, model).spaces.flatMap(({ deployments }) => deployments.map(({ id }) => id))

function refusal(model: string, of = config): string {
  try {
    resolveModel(of, model)
  } catch (error) {
    if (error instanceof GatewayError) return `${error.status} ${error.code} ${error.param}: ${error.message}`
  }
  return 'nothing was thrown'
}

t.test('a group, an alias and a hidden alias lead to their deployments', async (t) => {
  t.strictSame(ids('rerank'), ['one', 'two'])
  t.strictSame(ids('main'), ['one', 'two'])
  t.strictSame(ids('secret'), ['three'])
})

t.test("a deployment's id leads to it alone", async (t) => {
  t.strictSame(ids('two'), ['two'])
})

t.test('a wildcard serves what it matches, the most specific one first; an alias may lead to one', async (t) => {
  t.equal(
    resolveModel(config, 'nvidia_nim/nvidia/rerank-b').spaces[0].deployments[0]?.model,
    'nvidia_nim/nvidia/rerank-b'
  )
  t.equal(resolveModel(config, 'nvidia_nim/special/x').spaces[0].deployments[0]?.model, 'cohere/rerank-x')
  t.equal(resolveModel(config, 'wild').spaces[0].deployments[0]?.model, 'nvidia_nim/nvidia/rerank-z')
})

t.test("a deployment's own model leads to all that have it, if no wildcard matched", async (t) => {
  t.strictSame(ids('cohere/rerank-v3.5'), ['three'])
  t.equal(resolveModel(config, 'nvidia_nim/nvidia/rerank-a').spaces[0].deployments.length, 1)
  const plain = load([
    entry('a', 'nvidia_nim/rerank-x', 'one'),
    entry('b', 'nvidia_nim/rerank-x', 'two'),
    entry('*', 'gpt-4o')
  ])
  t.equal(resolveModel(plain, 'nvidia_nim/rerank-x').spaces[0].deployments.length, 2)
})

t.test('what was skipped is refused with the reason', async (t) => {
  t.equal(
    refusal('gpt-4o'),
    '400 model_cannot_rerank model: the model "gpt-4o" cannot rerank: LiteLLM\'s provider "openai" has no rerank'
  )
  t.match(refusal('gpt-4'), /^400 model_cannot_rerank model: the model "gpt-4" cannot rerank: /)
  t.equal(
    refusal('openai/o3'),
    '400 model_cannot_rerank model: the model "openai/o3" cannot rerank: it matches "openai/*": LiteLLM\'s provider "openai" has no rerank'
  )
  t.match(refusal('nvidia_nim/chat/x'), /^400 model_cannot_rerank .* it matches "nvidia_nim\/chat\/\*"/)
  t.match(
    refusal('nope', load([entry('*', '*'), entry('rerank', 'nvidia_nim/rerank-x')])),
    /^400 model_cannot_rerank .* it matches "\*"/
  )
})

t.test("an unknown name is refused in LiteLLM's words, with the name that was meant", async (t) => {
  const words = (name: string) =>
    `400 unknown_model model: /rerank: Invalid model name passed in model=${name}. Call \`/v1/models\` to view available models for your key.`
  t.equal(refusal('nope'), words('nope'))
  t.equal(refusal('rernak'), `${words('rernak')} Did you mean "rerank"?`)
  t.equal(refusal('mian'), `${words('mian')} Did you mean "main"?`)
  t.equal(refusal('sercet'), words('sercet'))
  t.equal(refusal('__proto__'), words('__proto__'))
  t.equal(refusal(''), words(''))
})
