import t from 'tap'
import { startGateway } from '../../start-gateway.ts'

const model_list = (): object[] => [
  { model_name: 'rerank', litellm_params: { model: 'local/lexical' } },
  { model_name: 'nvidia/with/slashes:1', litellm_params: { model: 'local/lexical' } },
  { model_name: 'gpt-4o', litellm_params: { model: 'openai/gpt-4o' } },
  { model_name: 'nvidia_nim/*', litellm_params: { model: 'nvidia_nim/*' } }
]
const config = {
  router_settings: { model_group_alias: { shown: 'rerank', unseen: { model: 'rerank', hidden: true } } }
}

t.test('what a client may name is listed: no chat model, no hidden alias', async (t) => {
  const { ask } = await startGateway(t, { model_list, config })
  for (const path of ['/v1/models', '/models']) {
    const { status, json } = await ask(path)
    t.equal(status, 200)
    t.strictSame(
      json.data.map(({ id }) => id),
      ['rerank', 'nvidia/with/slashes:1', 'shown', 'nvidia_nim/*']
    )
    t.strictSame(json.data[0], {
      id: 'rerank',
      object: 'model',
      created: 1677610602,
      owned_by: 'local',
      mode: 'rerank'
    })
  }
})

t.test('one model is found by its id, slashes and all, and an unknown one is a 404', async (t) => {
  const { ask } = await startGateway(t, { model_list, config })
  t.match(await ask('/v1/models/nvidia/with/slashes:1'), { status: 200, json: { id: 'nvidia/with/slashes:1' } })
  t.match(await ask('/v1/models/nvidia%2Fwith%2Fslashes:1'), { status: 200, json: { id: 'nvidia/with/slashes:1' } })
  const { status, json } = await ask('/v1/models/zip')
  t.equal(status, 404)
  t.equal(json.message, 'The model `zip` does not exist or is not accessible')
})
