import t from 'tap'
import { createGateway } from '../../src/gateway/gateway.ts'
import { startSimulator } from '../simulator/start-simulator.ts'
import { configOf, nimEntry } from '../start-gateway.ts'

t.test('each deployment is asked for a tiny real ranking, in the order of the configuration', async (t) => {
  const simulator = await startSimulator({ keys: ['right'] })
  t.teardown(() => simulator.close())
  const model_list = [
    ...Array.from({ length: 9 }, (_, n) =>
      nimEntry(simulator, { name: `m${n}`, litellm_params: { api_key: 'right' } })
    ),
    nimEntry(simulator, { name: 'wrong', litellm_params: { api_key: 'wrong' } }),
    { model_name: 'unset', litellm_params: { model: 'cohere/rerank-v3.5' } }
  ]
  const gateway = createGateway(configOf({ model_list }))
  t.teardown(() => gateway.close())
  const results = await gateway.probeAll(new AbortController().signal)
  t.strictSame(
    results.map(({ deployment, status }) => [deployment.alias, status]),
    [...Array.from({ length: 9 }, (_, n) => [`m${n}`, 200]), ['wrong', 403], ['unset', 500]]
  )
  t.equal(results[0]?.problem, undefined)
  t.match(results[9], { problem: /answered 403/, remedy: /api_key/ })
  t.match(results[10], { problem: /COHERE_API_KEY/, remedy: /COHERE_API_KEY/ })
  t.equal(simulator.received, 10)
  t.ok(simulator.peakOpenCalls <= 8, 'a few at a time')
})

t.test('a bug is not taken for a problem of the deployment', async (t) => {
  const config = configOf({
    model_list: [{ model_name: 'a', litellm_params: { model: 'cohere/rerank-v3.5', api_key: 'k' } }]
  })
  const upstream = {
    retire: () => undefined,
    send: async () => {
      throw new TypeError('a bug')
    },
    close: async () => undefined
  }
  await t.rejects(createGateway(config, { upstream }).probeAll(new AbortController().signal), { name: 'TypeError' })
})

t.test('a deployment that answers in the wrong order is not well', async (t) => {
  const config = configOf({
    model_list: [{ model_name: 'a', litellm_params: { model: 'cohere/rerank-v3.5', api_key: 'k' } }]
  })
  const results = '{"results":[{"index":0,"relevance_score":0.1},{"index":1,"relevance_score":0.2}]}'
  const upstream = {
    retire: () => undefined,
    send: async () => ({ status: 200, headers: {}, body: Buffer.from(results), isCallSent: true }),
    close: async () => undefined
  }
  const gateway = createGateway(config, { upstream })
  const [probed] = await gateway.probeAll(new AbortController().signal)
  t.match(probed, { status: 200, problem: /ranks a sentence about shares above/, remedy: /no reranker/ })
  const state = { state: 'resting', lastError: { kind: 'wrong_order' } }
  t.match(gateway.status().groups[0]?.spaces[0]?.deployments, [state], 'and rests')
})
