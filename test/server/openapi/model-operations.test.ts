import t from 'tap'
import { modelPaths } from '../../../src/server/openapi/model-operations.ts'
import { openapiDocument } from '../../../src/server/openapi/openapi-document.ts'
import { nimEntry, startGateway } from '../../start-gateway.ts'
import { replySchema } from './reply-schema.ts'
import { closed, schemaFaults } from './schema-faults.ts'

const document = closed(openapiDocument({ maxDocuments: 10, masterKey: undefined }))

t.test('the answers about models are as described, to their last field', async (t) => {
  const { ask } = await startGateway(t, {
    model_list: (simulator) => [
      nimEntry(simulator, { model_info: { id: 'a1', input_cost_per_query: 0.001, input_cost_per_token: 0 } }),
      { model_name: 'words', litellm_params: { model: 'local/lexical' } },
      { model_name: 'keyless', litellm_params: { model: 'cohere/rerank-v4.0', api_key: 'os.environ/NO_SUCH_KEY' } },
      { model_name: 'nvidia_nim/*', litellm_params: { model: 'nvidia_nim/*', api_base: simulator.url } }
    ]
  })
  for (const path of Object.keys(modelPaths)) {
    const { status, json } = await ask(path.replace('{id}', 'rerank'))
    t.equal(status, 200, path)
    t.strictSame(schemaFaults(document, replySchema(document, path, 200), json), [], path)
  }
  const { json } = await ask('/model/info')
  const ready = json.data.map(({ model_info }) => (model_info as { ready: boolean }).ready)
  t.ok(ready.includes(true) && ready.includes(false))
})
