import t from 'tap'
import { createGateway } from '../../src/gateway/gateway.ts'
import { configOf, nimEntry, startGateway } from '../start-gateway.ts'

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

t.test('of a wildcard those models are shown that were asked for', async (t) => {
  const { gateway, rerank } = await startGateway(t, {
    simulator: { models: ['*'] },
    model_list: (simulator) => [
      nimEntry(simulator),
      nimEntry(simulator, {
        name: 'nvidia_nim/*',
        litellm_params: { model: 'nvidia_nim/*' },
        model_info: { id: 'wild' }
      })
    ]
  })
  const shown = () => gateway.status().groups.map(({ name }) => name)
  t.strictSame(shown(), ['rerank'])
  await rerank({ model: 'nvidia_nim/acme/x', query: 'q', documents: ['a'] })
  await rerank({ model: 'unknown', query: 'q', documents: ['a'] })
  t.strictSame(shown(), ['rerank', 'nvidia_nim/acme/x'])
  t.match(gateway.status().groups[1]?.spaces, [
    { deployments: [{ id: 'wild', model: 'nvidia_nim/acme/x', requestsThisMinute: 1 }] }
  ])
})
