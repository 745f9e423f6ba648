import t from 'tap'
import { readSettings } from '../../src/config/read-settings.ts'
import { newReport } from './notice-lines.ts'

function read(root: object, environment: Record<string, string> = {}) {
  const { report, faults, warnings } = newReport()
  return { ...readSettings({ ...root }, environment, report), faults: faults(), warnings: warnings() }
}

t.test('every section is typed, and what is absent is empty', async (t) => {
  const { router, litellm, general, rankgate } = read({
    router_settings: { timeout: '5' },
    litellm_settings: { request_timeout: 7 },
    general_settings: { max_request_size_mb: 1.5 },
    rankgate: { max_documents: 9 }
  })
  t.strictSame(
    [router.timeout, litellm.request_timeout, general.max_request_size_mb, rankgate.max_documents],
    [5, 7, 1.5, 9]
  )
  t.strictSame(read({ router_settings: null }).router, {})
})

t.test('each callback is one line, and so is a setting without effect', async (t) => {
  const { warnings } = read({
    litellm_settings: {
      callbacks: ['prometheus', { custom: 1 }],
      success_callback: 'langfuse',
      failure_callback: [],
      json_logs: true
    }
  })
  t.strictSame(warnings, [
    'f litellm_settings.callbacks[0]: the callback "prometheus" is LiteLLM\'s and not used by rankgate',
    "f litellm_settings.callbacks[1]: the callback is LiteLLM's and not used by rankgate",
    'f litellm_settings.success_callback: the callback "langfuse" is LiteLLM\'s and not used by rankgate',
    'f litellm_settings.json_logs: is read, but has no effect in this version'
  ])
})

t.test('a variable that is not set leaves its setting out; for the master key it is a fault', async (t) => {
  const { router, faults, warnings } = read({
    router_settings: { redis_host: 'os.environ/REDIS' },
    general_settings: { master_key: 'os.environ/KEY' }
  })
  t.strictSame(router, {})
  t.strictSame(warnings, [
    'f router_settings.redis_host: the environment variable REDIS is not set: the setting counts as absent'
  ])
  t.strictSame(faults, [
    'f general_settings.master_key: the environment variable KEY is not set; set it, or remove master_key to run without a key'
  ])
})

t.test('unknown keys warn, typos and wrong kinds are faults', async (t) => {
  const { faults, warnings } = read({ router_settings: { num_retrys: 1, something: 2 }, rankgate: [] })
  t.strictSame(faults, [
    'f router_settings.num_retrys: is unknown; did you mean "num_retries"?',
    'f rankgate: must be a mapping, not a list'
  ])
  t.strictSame(warnings, ['f router_settings.something: is unknown and not used'])
})

t.test('the mappings inside a section are checked like the section', async (t) => {
  const { faults, warnings } = read({
    router_settings: { retry_policy: { BadRequestErrorRetries: 1, TimeoutErrorRetry: 2, Whatever: 3 } },
    litellm_settings: { cache_params: { redis_startup_nodes: [], tttl: 5 } },
    rankgate: { overload: { max_queue: 5 }, hedge: { budget: 2 } }
  })
  t.strictSame(faults, [
    'f litellm_settings.cache_params.tttl: is unknown; did you mean "ttl"?',
    'f rankgate.overload.max_queue: is unknown; did you mean "max_queued"?',
    'f rankgate.hedge.budget: must be at most 1, not 2'
  ])
  t.strictSame(warnings, [
    "f router_settings.retry_policy.BadRequestErrorRetries: is LiteLLM's and not used by rankgate",
    'f router_settings.retry_policy.TimeoutErrorRetry: is unknown and not used',
    'f router_settings.retry_policy.Whatever: is unknown and not used',
    "f litellm_settings.cache_params.redis_startup_nodes: is LiteLLM's and not used by rankgate"
  ])
})

t.test("LiteLLM's custom providers are known by name", async (t) => {
  const map = [{ provider: 'acme', custom_handler: 'x.y' }, { custom_handler: 'z' }, 'text']
  t.strictSame([...read({ litellm_settings: { custom_provider_map: map } }).ownProviders], ['acme'])
  t.strictSame([...read({}).ownProviders], [])
})
