import t from 'tap'
import { readEntry } from '../../src/config/read-entry.ts'
import { newContext } from './new-entry.ts'

function read(entry: unknown, environment: Record<string, string> = {}) {
  const { context, faults, warnings } = newContext(environment)
  return { entry: readEntry(entry, 0, context), faults: faults(), warnings: warnings() }
}

t.test('what cannot rerank is skipped with one line, and nothing else of it is looked at', async (t) => {
  const params = { model: 'openai/gpt-4o', api_key: 'os.environ/UNSET', wieght: 1, temperature: 2 }
  const { entry, faults, warnings } = read({ model_name: 'gpt-4o', litellm_params: params, model_info: { id: [] } })
  t.strictSame(entry, { alias: 'gpt-4o', reason: 'LiteLLM\'s provider "openai" has no rerank' })
  t.strictSame(faults, [])
  t.strictSame(warnings, [
    'f model_list[0].litellm_params.model: "openai/gpt-4o" cannot rerank and is skipped: LiteLLM\'s provider "openai" has no rerank'
  ])
})

t.test("a chat model of NVIDIA's host is skipped, and any model of a server of one's own is read", async (t) => {
  const entry = (params: object, more: object = {}) => ({
    model_name: 'a',
    litellm_params: { model: 'nvidia_nim/meta/llama-3.1-70b-instruct', api_key: 'k', ...params },
    ...more
  })
  const { warnings, entry: hosted } = read(entry({}))
  t.notOk('settings' in (hosted ?? {}))
  t.strictSame(warnings, [
    'f model_list[0].litellm_params.model: "nvidia_nim/meta/llama-3.1-70b-instruct" cannot rerank and is skipped: "meta/llama-3.1-70b-instruct" is not one of NVIDIA\'s rerankers; if it is one, set model_info.mode: rerank'
  ])
  for (const own of [
    entry({ api_base: 'http://nim:8000' }),
    entry({}, { rankgate: { contract: 'ranking' } }),
    entry({}, { model_info: { mode: 'rerank' } })
  ]) {
    t.ok('settings' in (read(own).entry ?? {}))
    t.strictSame(read(own).warnings, [])
  }
})

t.test('an entry whose model is in a variable that is not set is skipped', async (t) => {
  const entry = { model_name: 'a', litellm_params: { model: 'os.environ/MODEL' } }
  t.strictSame(read(entry), {
    entry: { alias: 'a', reason: 'the environment variable MODEL, which names its model, is not set' },
    faults: [],
    warnings: ['f model_list[0].litellm_params.model: the environment variable MODEL is not set: the entry is skipped']
  })
  t.ok('settings' in (read(entry, { MODEL: 'local/lexical' }).entry ?? {}))
})

t.test('what is missing or has the wrong kind is a fault', async (t) => {
  const cases: [unknown, string[]][] = [
    ['text', ['f model_list[0]: must be a mapping with model_name and litellm_params']],
    [{ model_name: 'a' }, ['f model_list[0].litellm_params: is missing; write {model: "provider/model"}']],
    [
      { model_name: 'a', litellm_params: [] },
      ['f model_list[0].litellm_params: must be a mapping; write {model: "provider/model"}']
    ],
    [
      { model_name: 'a', litellm_params: {} },
      ['f model_list[0].litellm_params.model: is missing; write "provider/model"']
    ],
    [
      { model_name: 'a', litellm_params: { model: 5 } },
      ['f model_list[0].litellm_params.model: must be a string, not a number; put it in quotes']
    ],
    [
      { litellm_params: { model: 'local/lexical' } },
      ['f model_list[0].model_name: is missing; write what clients call the model']
    ],
    [
      { litellm_params: { model: 'gpt-4o' } },
      ['f model_list[0].model_name: is missing; write what clients call the model']
    ],
    [
      { model_name: 'os.environ/NAME', litellm_params: { model: 'local/lexical' } },
      ['f model_list[0].model_name: the environment variable NAME is not set']
    ]
  ]
  for (const [entry, faults] of cases) {
    const read_ = read(entry)
    t.strictSame(read_.faults, faults)
    t.equal(read_.entry, undefined)
  }
})

t.test('a misspelt provider does not hide what else is wrong', async (t) => {
  const { faults } = read({
    model_name: 'a',
    litellm_params: { model: 'nim/x', wieght: 1 },
    model_info: { max_bytes: 0 }
  })
  t.strictSame(faults, [
    'f model_list[0].litellm_params.model: "nim/x": unknown provider "nim"; did you mean "nvidia_nim"?',
    'f model_list[0].litellm_params.wieght: is unknown; did you mean "weight"?',
    'f model_list[0].model_info.max_bytes: must be at least 1, not 0'
  ])
})

t.test('stars of the model must have stars of the name', async (t) => {
  const faultOf = (model_name: string, model: string) => read({ model_name, litellm_params: { model } }).faults
  t.strictSame(faultOf('*', 'nvidia_nim/*'), [])
  t.strictSame(faultOf('a-*', 'nvidia_nim/x'), [])
  t.strictSame(faultOf('a', 'nvidia_nim/*'), [
    'f model_list[0].litellm_params.model: "nvidia_nim/*" has 1 "*", but model_name "a" has 0'
  ])
})
