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
      {
        model_name: 'd',
        litellm_params: { model: 'cohere/rerank-v3.5', api_base: 'os.environ/NOT_SET', api_key: 'canary' },
        model_info: { id: 'd1' }
      },
      { model_name: 'nvidia_nim/*', litellm_params: { model: 'nvidia_nim/*', api_key: 'nvapi-canary' } },
      { model_name: 'cohere/*', litellm_params: { model: 'cohere/*' }, model_info: { id: 'w1' } }
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
      ' | d | cohere/rerank-v3.5 | address not set | at most 10000 documents | id d1',
      ' | nvidia_nim/* | any model that matches',
      ' | cohere/* | any model that matches',
      'aliases',
      ' | other | -> a',
      'routing',
      ' | strategy | simple-shuffle',
      ' | retries | 2, within 60 s',
      ' | cache | none',
      'secrets',
      ' | master key | set',
      ' | a | set',
      ' | b | not set',
      ' | c | needs none',
      ' | d | set',
      ' | nvidia_nim/* | set',
      ' | cohere/* | not set',
      'not ready: b (b1): set the environment variable COHERE_API_KEY, or litellm_params.api_key',
      'not ready: d (d1): set the environment variable NOT_SET (litellm_params.api_base)',
      'not ready: cohere/* (w1): set the environment variable COHERE_API_KEY, or litellm_params.api_key'
    ].map((line) => line.replace(/^ \| /, ' | '))
  )
})

t.test(
  'the plan says where failures lead, where scores are kept and which Redis is shared, without passwords',
  async (t) => {
    const terminal = recordTerminal()
    const entry = (model_name: string) => ({ model_name, litellm_params: { model: 'local/lexical' } })
    const config = configOf({
      model_list: [entry('a'), entry('b')],
      router_settings: {
        routing_strategy: 'least-busy',
        fallbacks: [{ a: ['b'] }, { b: [] }],
        default_fallbacks: ['local/lexical', 'passthrough'],
        redis_url: 'rediss://user:canary@state:7000/2'
      },
      litellm_settings: { cache: true, cache_params: { host: 'scores', mode: 'default_off' } }
    })
    printPlan(config, terminal)
    const lines = terminal.said.map((line) => line.replaceAll(/ {2,}/g, ' | '))
    t.strictSame(lines.slice(lines.indexOf('routing')), [
      'routing',
      ' | strategy | least-busy',
      ' | retries | 2, within 60 s',
      ' | fallbacks | a -> b',
      ' | fallbacks | b -> none',
      ' | fallbacks | any other -> local/lexical, passthrough',
      ' | cache | redis scores:6379 database 0, 600 s, when asked for',
      ' | shared state | redis state:7000 database 2 over TLS',
      'secrets',
      ' | master key | not set: only this machine may ask',
      ' | a | needs none',
      ' | b | needs none',
      ' | redis state | set',
      ' | redis scores | no password'
    ])
    t.notOk(lines.join().includes('canary'))
  }
)

t.test('scores kept in this process are said to be, and one Redis is told of once', async (t) => {
  const terminal = recordTerminal()
  const model_list = [{ model_name: 'a', litellm_params: { model: 'local/lexical' } }]
  printPlan(configOf({ model_list, rankgate: { cache: { ttl: 5 } } }), terminal)
  t.ok(terminal.said.includes('  cache     in this process, 5 s'))
  const shared = recordTerminal()
  const litellm_settings = { cache: true, cache_params: { host: 'one', password: 'canary' } }
  printPlan(configOf({ model_list, litellm_settings }), shared)
  t.strictSame(
    shared.said.filter((line) => line.includes('redis one ')),
    ['  redis one   set']
  )
})
