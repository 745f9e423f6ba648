import t from 'tap'
import { schemaReference } from '../../../src/server/openapi/openapi.ts'
import { openapiDocument } from '../../../src/server/openapi/openapi-document.ts'
import { startGateway } from '../../start-gateway.ts'
import { closed, schemaFaults } from './schema-faults.ts'

const document = closed(openapiDocument({ maxDocuments: 10, masterKey: undefined }))

t.test('the state of the router is described to its last field', async (t) => {
  const { ask, rerank, simulator, state } = await startGateway(t, { litellm_params: { order: 1 } })
  const body = { model: 'rerank', query: 'q', documents: ['a', 'b'] }
  const states = [await ask('/router')]
  await rerank(body)
  simulator.inject({ name: 'status', status: 429 })
  await rerank(body)
  state.reload = { loadedAt: 0, digest: 'd', lastError: { at: 0, faults: ['f'] } }
  states.push(await ask('/router'))
  for (const { status, json } of states) {
    t.equal(status, 200)
    t.strictSame(schemaFaults(document, schemaReference('RouterState'), json), [])
  }
  t.not(schemaFaults(document, schemaReference('RouterState'), { groups: [{}] }).length, 0)
})
