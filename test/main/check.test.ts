import t from 'tap'
import { printPlan } from '../../src/main/check.ts'
import { configOf, nimModel } from '../start-gateway.ts'
import { recordTerminal } from './terminal-record.ts'

t.test('the plan names every model, address and alias, and which secrets are set', async (t) => {
  const terminal = recordTerminal()
  const config = configOf({
    model_list: [
      {
        model_name: 'a',
        litellm_params: { model: `nvidia_nim/${nimModel}`, api_base: 'http://nim:8000', api_key: 'nvapi-canary' },
        model_info: { id: 'a1' }
      },
      { model_name: 'b', litellm_params: { model: 'cohere/rerank-v3.5' }, model_info: { id: 'b1' } },
      { model_name: 'c', litellm_params: { model: 'local/lexical' }, model_info: { id: 'c1' } },
      { model_name: 'nvidia_nim/*', litellm_params: { model: 'nvidia_nim/*', api_key: 'nvapi-canary' } }
    ],
    router_settings: { model_group_alias: { other: 'a' } },
    general_settings: { master_key: 'sk-canary' }
  })
  t.equal(printPlan(config, terminal), 0)
  t.strictSame(
    terminal.said.map((line) => line.replaceAll(/ {2,}/g, ' | ')),
    [
      'models',
      ` | a | nvidia_nim/${nimModel} | http://nim:8000/v1/retrieval/${nimModel}/reranking | at most 512 documents | id a1`,
      ' | b | cohere/rerank-v3.5 | https://api.cohere.com/v2/rerank | at most 10000 documents | id b1',
      ' | c | local/lexical | in this process | at most 10000 documents | id c1',
      ' | nvidia_nim/* | any model that matches',
      'aliases',
      ' | other | -> a',
      'secrets',
      ' | master key | set',
      ' | a | set',
      ' | b | not set',
      ' | c | needs none',
      'not ready: b (b1): set the environment variable COHERE_API_KEY, or litellm_params.api_key'
    ].map((line) => line.replace(/^ \| /, ' | '))
  )
})
