import t from 'tap'
import { deploymentIds } from '../../src/gateway/deployment-ids.ts'
import { configOf } from '../start-gateway.ts'

t.test('the deployments of wildcards are among them', async (t) => {
  const model_list = [
    { model_name: 'a', litellm_params: { model: 'local/lexical' }, model_info: { id: 'one' } },
    { model_name: 'cohere/*', litellm_params: { model: 'cohere/*', api_key: 'k' }, model_info: { id: 'any' } }
  ]
  t.strictSame(deploymentIds(configOf({ model_list })), new Set(['one', 'any']))
})
