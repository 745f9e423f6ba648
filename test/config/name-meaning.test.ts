import t from 'tap'
import { nameMeaning } from '../../src/config/name-meaning.ts'
import { readModelNames } from '../../src/config/read-model-names.ts'
import { newContext } from './new-entry.ts'

const entry = (model_name: string, model: string) => ({ model_name, litellm_params: { model, api_key: 'k' } })
const model_list = [
  entry('rerank', 'local/lexical'),
  entry('nvidia_nim/*', 'nvidia_nim/*'),
  entry('openai/*', 'openai/*'),
  entry('gpt', 'gpt-4o')
]
const names = readModelNames({ model_list }, { main: 'rerank' }, newContext().context)

t.test("a name means what a request's would", async (t) => {
  t.strictSame(nameMeaning(names, 'rerank'), { kind: 'group', name: 'rerank' })
  t.strictSame(nameMeaning(names, 'main'), { kind: 'group', name: 'rerank' })
  t.strictSame(nameMeaning(names, 'nvidia_nim/rerank-x'), { kind: 'group', name: 'nvidia_nim/rerank-x' })
})

t.test('what cannot rerank comes with its reason, and the rest is unknown', async (t) => {
  const reason = 'it matches "openai/*": LiteLLM\'s provider "openai" has no rerank'
  t.strictSame(nameMeaning(names, 'openai/gpt-4o'), { kind: 'skipped', reason })
  t.match(nameMeaning(names, 'gpt'), { kind: 'skipped', reason: /^it names no provider/ })
  t.strictSame(nameMeaning(names, 'nothing'), { kind: 'unknown', hint: '' })
  t.strictSame(nameMeaning(names, 'nvidia_nim/no name'), { kind: 'unknown', hint: '' })
  const hint = '; it is a wildcard: name one of its matches'
  t.strictSame(nameMeaning(names, 'nvidia_nim/*'), { kind: 'pattern', hint })
})

t.test('an error that is not about the name is not taken for an answer', async (t) => {
  const broken = { pattern: '*', entries: [], samples: [], askedGroups: () => [], groupFor: () => JSON.parse('{') }
  t.throws(() => nameMeaning({ ...names, wildcards: [broken] }, 'nothing'), { name: 'SyntaxError' })
})
