import t from 'tap'
import { schemaReference } from '../../../src/server/openapi/openapi.ts'
import { openapiDocument } from '../../../src/server/openapi/openapi-document.ts'
import { startGateway } from '../../start-gateway.ts'
import { closed, schemaFaults } from './schema-faults.ts'

t.test('a dry run answers a plan as it is described, and calls nobody', async (t) => {
  const document = closed(openapiDocument({ maxDocuments: 10, masterKey: undefined }))
  const { rerank, simulator } = await startGateway(t, { model_info: { id: 'a1', max_documents: 2 } })
  const { status, json } = await rerank({ model: 'rerank', query: 'q', documents: ['a', 'b', 'c'], dry_run: true })
  t.equal(status, 200)
  t.strictSame(schemaFaults(document, schemaReference('RerankPlan'), json), [])
  t.match(json, { dry_run: true, deployment: 'a1', calls: [{ documents: 2 }, { documents: 1 }] })
  t.equal(simulator.received, 0)
  t.not(schemaFaults(document, schemaReference('RerankPlan'), { dry_run: false }).length, 0)
})
