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
  const aliases = { a: 'one', b: 'nvidia_nim/x', c: 'gpt', d: 'rerank' }
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
