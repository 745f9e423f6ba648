import t from 'tap'
import { openapiDocument } from '../../../src/server/openapi/openapi-document.ts'
import { startGateway } from '../../start-gateway.ts'

t.test('anybody may read the document, with or without a key', async (t) => {
  const { url, gateway, ask } = await startGateway(t)
  const response = await fetch(`${url}/openapi.json`)
  t.equal(response.status, 200)
  t.match(response.headers.get('content-type'), /^application\/json/)
  t.strictSame(await response.json(), JSON.parse(JSON.stringify(openapiDocument(gateway.config))))
  t.equal((await ask('/openapi.json')).status, 200)
})
