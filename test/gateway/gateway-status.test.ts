import t from 'tap'
import { createGateway } from '../../src/gateway/gateway.ts'
import { configOf } from '../start-gateway.ts'

t.test('every group is shown with its score spaces and deployments', async (t) => {
  const model_list = ['a', 'b'].map((model_name) => ({ model_name, litellm_params: { model: 'local/lexical' } }))
  const gateway = createGateway(configOf({ model_list, router_settings: { routing_strategy: 'least-busy' } }))
  t.teardown(() => gateway.close())
  t.match(gateway.status(), {
    strategy: 'least-busy',
    groups: [
      { name: 'a', spaces: [{ deployments: [{ model: 'local/lexical', state: 'ready', inFlight: 0 }] }] },
      { name: 'b', spaces: [{ deployments: [{ model: 'local/lexical', state: 'ready', inFlight: 0 }] }] }
    ],
    learned: [],
    load: { inFlight: 0, queued: 0, bufferedBytes: 0, refused: 0 },
    redis: []
  })
})
