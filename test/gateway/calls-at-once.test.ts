import t from 'tap'
import { callsAtOnce } from '../../src/gateway/calls-at-once.ts'
import { configOf } from '../start-gateway.ts'

t.test('the deployments of wildcards are among them', async (t) => {
  const any = { model: 'cohere/*', api_key: 'k', max_parallel_requests: 3 }
  const model_list = [
    { model_name: 'a', litellm_params: { model: 'local/lexical' }, model_info: { id: 'one' } },
    { model_name: 'cohere/*', litellm_params: any, model_info: { id: 'any' } }
  ]
  const known: [string, number | undefined][] = [
    ['one', undefined],
    ['any', 3]
  ]
  t.strictSame(callsAtOnce(configOf({ model_list })), new Map(known))
})
