import t from 'tap'
import { createWildcard } from '../../src/config/wildcard.ts'
import { GatewayError } from '../../src/errors/gateway-error.ts'
import { entrySettings } from './new-entry.ts'

const wildcard = (pattern: string, ...models: string[]) =>
  createWildcard(
    pattern,
    models.map((model) => entrySettings({ model_name: pattern, litellm_params: { model, api_key: 'k' } })),
    []
  )

function codeOf(call: () => unknown): string {
  try {
    call()
  } catch (error) {
    if (error instanceof GatewayError) return `${error.status} ${error.code}: ${error.message}`
  }
  return 'nothing was thrown'
}

t.test('a name that matches is served by every entry of the wildcard', async (t) => {
  const group = wildcard('nvidia_nim/*', 'nvidia_nim/*', 'nvidia_nim/other/*').groupFor('nvidia_nim/nvidia/rerank-x')
  const deployments = group?.spaces.flatMap((space) => space.deployments) ?? []
  t.equal(group?.name, 'nvidia_nim/nvidia/rerank-x')
  t.strictSame(
    deployments.map(({ alias, model }) => [alias, model]),
    [
      ['nvidia_nim/nvidia/rerank-x', 'nvidia_nim/nvidia/rerank-x'],
      ['nvidia_nim/nvidia/rerank-x', 'nvidia_nim/other/nvidia/rerank-x']
    ]
  )
})

t.test('each model of an entry is kept apart under one id, but for a fixed model, which is one', async (t) => {
  const of = (model: string, name: string) => wildcard('*', model).groupFor(name)?.spaces[0].deployments[0]
  const [a, b] = [of('nvidia_nim/*', 'rerank-a'), of('nvidia_nim/*', 'rerank-b')]
  t.equal(a?.id, b?.id)
  t.equal(a?.liveId, `${a?.id} nvidia_nim/rerank-a`)
  t.equal(b?.liveId, `${a?.id} nvidia_nim/rerank-b`)
  const fixed = of('nvidia_nim/rerank-x', 'any')
  t.equal(fixed?.liveId, fixed?.id)
})

t.test('a name that does not match is not its business', async (t) => {
  t.equal(wildcard('nvidia_nim/*', 'nvidia_nim/*').groupFor('cohere/x'), undefined)
})

t.test('the same name gets the same group, and new names cannot fill the memory', async (t) => {
  const { groupFor, askedGroups } = wildcard('*', 'nvidia_nim/*')
  t.strictSame(askedGroups(), [])
  const first = groupFor('rerank-a')
  t.equal(groupFor('rerank-a'), first)
  t.strictSame(askedGroups(), [first])
  for (let index = 0; index < 1000; index++) groupFor(`rerank-b${index}`)
  t.equal(askedGroups().length, 100, 'those that were asked last are shown')
  t.not(groupFor('rerank-a'), first)
})

t.test('a name that is asked again and again is kept, however many others come', async (t) => {
  const { groupFor } = wildcard('*', 'nvidia_nim/*')
  const busy = groupFor('rerank-a')
  for (let index = 0; index < 3000; index++) {
    groupFor(`rerank-b${index}`)
    if (index % 500 === 0) groupFor('rerank-a')
  }
  t.equal(groupFor('rerank-a'), busy)
})

t.test("a name that would lead to another path of the provider's host is unknown", async (t) => {
  const { groupFor } = wildcard('nvidia_nim/*', 'nvidia_nim/*')
  for (const name of [
    '',
    '../admin',
    'a/../../b',
    'a/..',
    './a',
    'a//b',
    '/a',
    'a?b',
    'a#b',
    'a%2e',
    'a\\b',
    'a b',
    'x'.repeat(201)
  ]) {
    t.match(
      codeOf(() => groupFor(`nvidia_nim/${name}`)),
      /^400 unknown_model: \/rerank: Invalid model name/,
      name
    )
  }
  t.ok(groupFor('nvidia_nim/nvidia/llama-3.2-nv_rerank:1'))
})

t.test('a wildcard for one fixed model takes any name', async (t) => {
  t.equal(
    wildcard('any *', 'nvidia_nim/rerank-x').groupFor('any name at all')?.spaces[0].deployments[0]?.model,
    'nvidia_nim/rerank-x'
  )
})

t.test('a name that the provider cannot serve is told of with its reason', async (t) => {
  t.equal(
    codeOf(() => wildcard('cohere/*', 'cohere/*').groupFor('cohere/command-r')),
    '400 model_cannot_rerank: the model "cohere/command-r" cannot rerank: ' +
      '"command-r" is not one of Cohere\'s rerankers; if it is one, set model_info.mode: rerank'
  )
  t.equal(
    codeOf(() => wildcard('nvidia_nim/*', 'nvidia_nim/*').groupFor('nvidia_nim/meta/llama')),
    '400 model_cannot_rerank: the model "nvidia_nim/meta/llama" cannot rerank: ' +
      '"meta/llama" is not one of NVIDIA\'s rerankers; if it is one, set model_info.mode: rerank'
  )
  t.equal(
    codeOf(() => wildcard('local/*', 'local/*').groupFor('local/none')),
    '400 unknown_model: "local/none": local has no model "none"; it has lexical, other'
  )
  t.ok(wildcard('local/*', 'local/*').groupFor('local/lexical'))
})

t.test('entries that cannot serve a name leave it to those that can', async (t) => {
  const group = wildcard('*', 'cohere/*', 'nvidia_nim/*').groupFor('ranking/nvidia/x')
  t.equal(group?.spaces.length, 1)
  t.equal(group?.spaces[0].deployments[0]?.model, 'nvidia_nim/ranking/nvidia/x')
})

t.test('an entry that says where its models are serves them under any name', async (t) => {
  const entry = { model_name: '*', litellm_params: { model: 'nvidia_nim/*', api_base: 'http://nim:8000' } }
  t.equal(createWildcard('*', [entrySettings(entry)], []).groupFor('acme/x')?.spaces.length, 1)
  const { api_base: _, ...hosted } = entry.litellm_params
  const said = { ...entry, litellm_params: hosted, model_info: { mode: 'rerank' } }
  t.equal(createWildcard('*', [entrySettings(said)], []).groupFor('acme/x')?.spaces.length, 1)
})

t.test('P20 a name of megabytes is unknown, not a fault of ours', async (t) => {
  const { groupFor } = wildcard('nvidia_nim/*', 'nvidia_nim/*')
  t.match(
    codeOf(() => groupFor(`nvidia_nim/${'a/'.repeat(5e6)}!`)),
    /^400 unknown_model/
  )
})
