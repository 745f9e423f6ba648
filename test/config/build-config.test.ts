import t from 'tap'
import { buildConfig } from '../../src/config/build-config.ts'
import { fakeProviders } from './fake-providers.ts'
import { newReport } from './notice-lines.ts'

const model_list = [{ model_name: 'rerank', litellm_params: { model: 'local/lexical' } }]

function build(root: object, environment: Record<string, string> = {}) {
  const { report, faults, warnings } = newReport()
  const config = buildConfig({ model_list, ...root }, { environment, lookup: fakeProviders }, report)
  return { config, faults: faults(), warnings: warnings() }
}

t.test('a file that says only its models gets the defaults', async (t) => {
  const { config, faults, warnings } = build({})
  t.strictSame([...faults, ...warnings], [])
  t.equal(config.timeoutMs, 60_000)
  t.equal(config.maxDocuments, 10_000)
  t.equal(config.maxRequestBytes, 32 * 1024 * 1024)
  t.equal(config.masterKey, undefined)
  t.strictSame([...config.groups.keys()], ['rerank'])
})

t.test("the router's timeout wins over the request timeout", async (t) => {
  const litellm_settings = { request_timeout: '7.5' }
  t.equal(build({ litellm_settings }).config.timeoutMs, 7500)
  t.equal(build({ litellm_settings, router_settings: { timeout: 5 } }).config.timeoutMs, 5000)
})

t.test('sizes and the key are taken from their sections', async (t) => {
  const { config } = build({
    general_settings: { max_request_size_mb: 0.5, master_key: 'os.environ/KEY' },
    rankgate: { max_documents: 5 },
    environment_variables: { KEY: 'from-the-file' }
  })
  t.equal(config.maxRequestBytes, 512 * 1024)
  t.equal(config.maxDocuments, 5)
  t.equal(config.masterKey?.reveal(), 'from-the-file')
})

t.test('answers, calls at one time and reloading are as configured', async (t) => {
  const { config } = build({})
  t.equal(config.maxAnswerBytes, 64 * 1024 * 1024)
  t.equal(config.reloadsOnChange, false)
  t.equal(config.deployments[0]?.rates.atOnce, undefined)
  const general_settings = { max_response_size_mb: 0.5, max_parallel_requests: 5 }
  const changed = build({ general_settings, rankgate: { reload: true } }).config
  t.equal(changed.maxAnswerBytes, 512 * 1024)
  t.equal(changed.reloadsOnChange, true)
  t.equal(changed.deployments[0]?.rates.atOnce, 5)
  const router_settings = { default_max_parallel_requests: 7 }
  t.equal(build({ general_settings, router_settings }).config.deployments[0]?.rates.atOnce, 7)
  const own = [{ model_name: 'rerank', litellm_params: { model: 'local/lexical', max_parallel_requests: 9 } }]
  t.equal(build({ model_list: own, router_settings }).config.deployments[0]?.rates.atOnce, 9)
})

t.test("processes share the router's Redis, else the cache's", async (t) => {
  const litellm_settings = { cache: true, cache_params: { host: 'of-cache' } }
  t.equal(build({}).config.sharedState, undefined)
  t.equal(build({}, { REDIS_HOST: 'unasked' }).config.sharedState, undefined)
  t.equal(build({ litellm_settings }).config.sharedState?.host, 'of-cache')
  t.equal(build({ litellm_settings, router_settings: { redis_host: 'own' } }).config.sharedState?.host, 'own')
})

t.test('the environment section reaches the providers', async (t) => {
  const nim = [{ model_name: 'rerank', litellm_params: { model: 'nvidia_nim/rerank-x' } }]
  t.equal(build({ model_list: nim }).config.deployments[0]?.missing, 'set FAKE_KEY')
  const section = { FAKE_KEY: 'k' }
  t.equal(build({ model_list: nim, environment_variables: section }).config.deployments[0]?.missing, undefined)
})

t.test('an alias may lead to an id and to what a wildcard matches', async (t) => {
  const { config, faults } = build({
    model_list: [
      { model_name: 'rerank', litellm_params: { model: 'local/lexical' }, model_info: { id: 'one' } },
      { model_name: 'nvidia_nim/*', litellm_params: { model: 'nvidia_nim/*', api_key: 'k' } },
      { model_name: 'gpt', litellm_params: { model: 'gpt-4o' } }
    ],
    router_settings: { model_group_alias: { a: 'one', b: 'nvidia_nim/rerank-x', c: 'gpt' } }
  })
  t.strictSame(faults, [])
  t.strictSame([...config.aliases.keys()], ['a', 'b'])
  t.strictSame([...config.skipped.keys()], ['c', 'gpt'])
})

t.test("top-level keys: typos are faults, unknown ones warn, x- is the writer's own", async (t) => {
  const { faults, warnings } = build({ router_setings: {}, something: 1, 'x-defaults': {}, guardrails: [] })
  t.strictSame(faults, ['f router_setings: is unknown; did you mean "router_settings"?'])
  t.strictSame(warnings, [
    "f guardrails: is LiteLLM's and not used by rankgate",
    'f something: is unknown and not used'
  ])
})

t.test('environment_variables must be a mapping of plain values', async (t) => {
  t.strictSame(build({ environment_variables: ['A=1'] }).faults, [
    'f environment_variables: must be a mapping, not a list'
  ])
  t.strictSame(build({ environment_variables: { A: [1] } }).faults, [
    'f environment_variables.A: must be a string or a number or true or false, not a list'
  ])
})
