import t from 'tap'
import { readModelNames } from '../../src/config/read-model-names.ts'
import { newContext } from './new-entry.ts'

t.test('all that a client may name is read together', async (t) => {
  const { context, faults } = newContext()
  const model_list = [
    { model_name: 'rerank', litellm_params: { model: 'local/lexical' }, model_info: { id: 'one' } },
    { model_name: 'nvidia_nim/*', litellm_params: { model: 'nvidia_nim/*', api_key: 'k' } },
    { model_name: 'gpt', litellm_params: { model: 'gpt-4o' } }
  ]
  const aliases = { a: 'one', b: 'nvidia_nim/rerank-x', c: 'gpt', d: 'rerank' }
  const names = readModelNames({ model_list }, aliases, context)
  t.strictSame(faults(), [])
  t.strictSame([...names.groups.keys()], ['rerank'])
  t.strictSame([...names.aliases.keys()], ['a', 'b', 'd'])
  t.strictSame([...names.skipped.keys()], ['c', 'gpt'])
  t.strictSame(
    names.wildcards.map(({ pattern }) => pattern),
    ['nvidia_nim/*']
  )
  t.strictSame(
    names.deployments.map(({ id }) => id),
    ['one']
  )
})

t.test(
  'an alias of what only a wildcard catches is skipped where that cannot rerank, and is a fault where none does',
  async (t) => {
    const openai = { model_name: 'openai/*', litellm_params: { model: 'openai/*' } }
    const nim = { model_name: 'nvidia_nim/*', litellm_params: { model: 'nvidia_nim/*', api_key: 'k' } }
    const chats = { model_name: 'nvidia_nim/meta/*', litellm_params: { model: 'openai/*' } }
    const aliases = {
      gpt: 'openai/gpt-4o',
      llama: 'nvidia_nim/meta/llama-rerank',
      embed: 'nvidia_nim/nvidia/nv-embed',
      rerank: 'nvidia_nim/nvidia/rerank-x',
      bogus: 'nothing'
    }
    const reasons = {
      gpt: 'it matches "openai/*": LiteLLM\'s provider "openai" has no rerank',
      llama: 'it matches "nvidia_nim/meta/*": LiteLLM\'s provider "openai" has no rerank',
      embed: '"nvidia/nv-embed" is not one of NVIDIA\'s rerankers; if it is one, set model_info.mode: rerank'
    }
    const { context, faults, warnings } = newContext()
    const names = readModelNames({ model_list: [openai, nim, chats] }, aliases, context)
    t.strictSame([...names.aliases.keys()], ['rerank'])
    for (const [alias, reason] of Object.entries(reasons)) t.equal(names.skipped.get(alias), reason)
    t.equal(warnings().filter((line) => line.includes('the alias is skipped')).length, 3)
    t.strictSame(faults(), ['f router_settings.model_group_alias.bogus: there is no group "nothing"'])
  }
)

t.test("with LiteLLM's usual * no name becomes a model", async (t) => {
  const { context, faults } = newContext()
  const all = { model_name: '*', litellm_params: { model: '*' } }
  const names = readModelNames({ model_list: [all] }, { bogus: 'nothing' }, context)
  t.strictSame([[...names.aliases.keys()], faults()], [[], []])
  t.equal(names.skipped.get('bogus'), 'it matches "*": it names no provider')
})
