import t from 'tap'
import { DeploymentIds } from '../../src/config/deployment-ids.ts'
import { readFallbacks } from '../../src/config/read-fallbacks.ts'
import { readModelNames } from '../../src/config/read-model-names.ts'
import { fakeProviders } from './fake-providers.ts'
import { givenSettings } from './given-settings.ts'

const entry = (model_name: string, model: string) => ({ model_name, litellm_params: { model, api_key: 'k' } })
const model_list = [
  entry('rerank', 'nvidia_nim/nvidia/rerank-a'),
  entry('backup', 'cohere/rerank-v3.5'),
  entry('third', 'cohere/rerank-v3.5'),
  entry('nvidia_nim/*', 'nvidia_nim/*'),
  entry('gpt-4o', 'openai/gpt-4o'),
  entry('claude', 'anthropic/claude'),
  entry('anthropic/*', 'anthropic/*')
]
const model_group_alias = { main: 'rerank', chat: 'gpt-4o' }

/** What fallbacks come to beside these models. */
function read(router_settings: object, litellm_settings: object = {}) {
  const root = { router_settings, litellm_settings }
  const { settings, report, faults, warnings } = givenSettings(root)
  const { report: models } = givenSettings({})
  const context = { environment: {}, report: models, credentials: new Map(), ids: new DeploymentIds() }
  const names = readModelNames({ model_list }, model_group_alias, {
    ...context,
    lookup: fakeProviders,
    ownProviders: new Set(),
    atOnce: undefined
  })
  const { fallbacks, defaultFallbacks } = readFallbacks(settings, names, report)
  return { fallbacks: Object.fromEntries(fallbacks), defaultFallbacks, faults: faults(), warnings: warnings() }
}

t.test(
  'groups, aliases, matches of wildcards and last resorts may be named; aliases become their groups',
  async (t) => {
    const { fallbacks, defaultFallbacks, faults, warnings } = read({
      fallbacks: [
        { main: ['backup', 'nvidia_nim/nvidia/rerank-b', 'local/lexical'] },
        { 'nvidia_nim/rerank-x': ['main', 'rerank'] },
        { '*': ['third'] }
      ],
      default_fallbacks: ['passthrough', 'third']
    })
    t.strictSame([...faults, ...warnings], [])
    t.strictSame(fallbacks, {
      rerank: ['backup', 'nvidia_nim/nvidia/rerank-b', 'local/lexical'],
      'nvidia_nim/rerank-x': ['rerank']
    })
    t.strictSame(defaultFallbacks, ['third', 'passthrough'])
  }
)

t.test("router_settings win over litellm_settings, as a whole list; an empty list doesn't", async (t) => {
  const litellm = { fallbacks: [{ backup: ['third'] }], default_fallbacks: ['third'] }
  t.match(read({ fallbacks: [], default_fallbacks: [] }, litellm), {
    fallbacks: { backup: ['third'] },
    defaultFallbacks: ['third']
  })
  t.match(read({ fallbacks: [{ rerank: ['third'] }], default_fallbacks: ['backup'] }, litellm), {
    fallbacks: { rerank: ['third'] },
    defaultFallbacks: ['backup']
  })
})

t.test('fallbacks among chats are skipped with one warning', async (t) => {
  const chats = ['claude', 'anthropic/x', 'chat']
  const { fallbacks, faults, warnings } = read({
    fallbacks: [
      { 'gpt-4o': ['claude', 'nobody-knows'] },
      { claude: ['gpt-4o'] },
      { chat: chats },
      { 'not-in-this-file': ['gpt-4o'] },
      { 'anthropic/x': ['claude'], 'anthropic/y': ['claude'] }
    ]
  })
  t.strictSame(fallbacks, {})
  t.strictSame(faults, [])
  t.strictSame(warnings, [
    'f router_settings.fallbacks: those of what cannot rerank are skipped: "gpt-4o", "claude", "chat", "not-in-this-file", "anthropic/x" and 1 more'
  ])
})

t.test('a chat behind a reranker is skipped with its reason', async (t) => {
  const { fallbacks, warnings } = read({
    fallbacks: [{ rerank: ['gpt-4o', 'anthropic/x', 'backup'] }],
    default_fallbacks: ['chat']
  })
  t.strictSame(fallbacks, { rerank: ['backup'] })
  t.strictSame(warnings, [
    'f router_settings.fallbacks[0].rerank[0]: "gpt-4o" cannot rerank, and is skipped: LiteLLM\'s provider "openai" has no rerank',
    'f router_settings.fallbacks[0].rerank[1]: "anthropic/x" cannot rerank, and is skipped: it matches "anthropic/*": LiteLLM\'s provider "anthropic" has no rerank',
    'f router_settings.default_fallbacks[0]: "chat" cannot rerank, and is skipped: LiteLLM\'s provider "openai" has no rerank'
  ])
})

t.test(
  'fallbacks of which nothing is left are as if they were not written; a list that is empty as written counts',
  async (t) => {
    const skipped = read({ fallbacks: [{ rerank: ['gpt-4o'] }, { main: ['backup'] }] })
    t.strictSame(skipped.fallbacks, { rerank: ['backup'] })
    t.strictSame(read({ fallbacks: [{ rerank: ['anthropic/x'] }, { backup: [] }] }).fallbacks, { backup: [] })
  }
)

t.test('names that mean nothing are faults', async (t) => {
  const { faults } = read({
    fallbacks: [{ rerank: ['backupp', 'local/lexicl'] }, { reranc: ['backup'] }, { 'nvidia_nim/*': ['backup'] }],
    default_fallbacks: ['x']
  })
  t.strictSame(faults, [
    'f router_settings.fallbacks[0].rerank[0]: there is no group "backupp"; did you mean "backup"?',
    'f router_settings.fallbacks[0].rerank[1]: there is no group "local/lexicl"; did you mean "local/lexical"?',
    'f router_settings.fallbacks[1].reranc: there is no group "reranc"; did you mean "rerank"?',
    'f router_settings.fallbacks[2]["nvidia_nim/*"]: there is no group "nvidia_nim/*"; it is a wildcard: name one of its matches',
    'f router_settings.default_fallbacks[0]: there is no group "x"'
  ])
})

t.test('ways round are faults, by an alias too', async (t) => {
  t.strictSame(read({ fallbacks: [{ rerank: ['backup'] }, { backup: ['third'] }, { third: ['main'] }] }).faults, [
    'f router_settings.fallbacks[0].rerank: leads round to itself: rerank -> backup -> third -> rerank'
  ])
  t.strictSame(read({}, { fallbacks: [{ rerank: ['main'] }] }).faults, [
    'f litellm_settings.fallbacks[0].rerank: leads round to itself: rerank -> rerank'
  ])
})

t.test('the first fallbacks of a group count', async (t) => {
  const { fallbacks, warnings } = read({ fallbacks: [{ rerank: ['backup'] }, { main: ['third'] }] })
  t.strictSame(fallbacks, { rerank: ['backup'] })
  t.strictSame(warnings, [
    'f router_settings.fallbacks[1].main: is not used: "rerank" has fallbacks already, further up'
  ])
})
