import t from 'tap'
import { openapiDocument } from '../../../src/server/openapi/openapi-document.ts'
import { configOf, masterKey, startGateway } from '../../start-gateway.ts'

t.test('anybody may read the document, with or without a key', async (t) => {
  const { url, gateway, ask } = await startGateway(t)
  const response = await fetch(`${url}/openapi.json`)
  t.equal(response.status, 200)
  t.match(response.headers.get('content-type'), /^application\/json/)
  t.strictSame(await response.json(), JSON.parse(JSON.stringify(openapiDocument(gateway.config))))
  t.equal((await ask('/openapi.json')).status, 200)
})

t.test('it is written anew for another configuration', async (t) => {
  const { ask, gateway } = await startGateway(t)
  const before = (await ask('/openapi.json')).text
  t.equal((await ask('/openapi.json')).text, before)
  const model_list = [{ model_name: 'rerank', litellm_params: { model: 'local/lexical' } }]
  gateway.reload(configOf({ model_list, general_settings: { master_key: masterKey }, rankgate: { max_documents: 77 } }))
  t.notMatch(before, /\b77\b/)
  t.match((await ask('/openapi.json')).text, /\b77\b/)
})
