import t from 'tap'
import { nimModel, startGateway } from '../../start-gateway.ts'

t.test('every deployment states its scale, limits, address and readiness, and never its key', async (t) => {
  const { ask, simulator } = await startGateway(t, {
    model_list: ({ url }) => [
      {
        model_name: 'a',
        litellm_params: {
          model: `nvidia_nim/${nimModel}`,
          api_base: url,
          api_key: 'nvapi-canary',
          extra_headers: { 'x-k': 'canary' }
        },
        model_info: { id: 'a1', mode: 'rerank', input_cost_per_query: 0.001, team: 'search' },
        rankgate: { normalize: 'sigmoid' }
      },
      { model_name: 'b', litellm_params: { model: 'cohere/rerank-v3.5' } },
      { model_name: 'c', litellm_params: { model: 'local/lexical' } }
    ]
  })
  const { text, json } = await ask('/model/info')
  t.notMatch(text, /canary/)
  t.match(json.data, [
    {
      model_name: 'a',
      litellm_params: {
        model: `nvidia_nim/${nimModel}`,
        api_base: `${simulator.url}/v1/retrieval/${nimModel}/reranking`
      },
      model_info: {
        id: 'a1',
        mode: 'rerank',
        team: 'search',
        db_model: false,
        scale: 'logit',
        normalize: 'sigmoid',
        pointwise: true,
        max_documents: 512,
        input_cost_per_query: 0.001,
        ready: true
      }
    },
    {
      model_name: 'b',
      model_info: { scale: 'probability', max_documents: 10_000, ready: false, missing: /COHERE_API_KEY/ }
    },
    { model_name: 'c', model_info: { scale: 'lexical', pointwise: false, ready: true } }
  ])
  t.strictSame((await ask('/v1/model/info?litellm_model_id=a1')).json.data.length, 1)
  t.strictSame((await ask('/model/info?litellm_model_id=nope')).json.data, [])
})
