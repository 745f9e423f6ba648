import t from 'tap'
import { healthPaths } from '../../../src/server/openapi/health-operations.ts'
import { openapiDocument } from '../../../src/server/openapi/openapi-document.ts'
import { startGateway } from '../../start-gateway.ts'
import { replySchema } from './reply-schema.ts'
import { closed, schemaFaults } from './schema-faults.ts'

const document = closed(openapiDocument({ maxDocuments: 10, masterKey: undefined }))

t.test('the answers about health are as described, to their last field', async (t) => {
  const { ask, state } = await startGateway(t, {
    model_list: () => [
      { model_name: 'words', litellm_params: { model: 'local/lexical' } },
      { model_name: 'keyless', litellm_params: { model: 'cohere/rerank-v4.0', api_key: 'os.environ/NO_SUCH_KEY' } }
    ]
  })
  for (const path of Object.keys(healthPaths)) {
    const { status, json } = await ask(path)
    t.equal(status, 200, path)
    t.strictSame(schemaFaults(document, replySchema(document, path, 200), json), [], path)
  }
  state.isDraining = true
  const { status, json } = await ask('/health/readiness')
  t.equal(status, 503)
  t.strictSame(schemaFaults(document, replySchema(document, '/health/readiness', 503), json), [])
})

t.test(
  'both an endpoint that answers and one that does not are in the answer that was held against the document',
  async (t) => {
    const { ask } = await startGateway(t, {
      model_list: () => [
        { model_name: 'words', litellm_params: { model: 'local/lexical' } },
        { model_name: 'keyless', litellm_params: { model: 'cohere/rerank-v4.0', api_key: 'os.environ/NO_SUCH_KEY' } }
      ]
    })
    t.match(JSON.parse((await ask('/health')).text), { healthy_count: 1, unhealthy_count: 1 })
  }
)
