import t from 'tap'
import { unknownUsage } from '../../../src/rerank/usage.ts'
import { planAnswer } from '../../../src/server/dialects/plan-answer.ts'
import { schemaReference } from '../../../src/server/openapi/openapi.ts'
import { openapiDocument } from '../../../src/server/openapi/openapi-document.ts'
import { planSchema } from '../../../src/server/openapi/plan-schema.ts'
import { deploymentAt, requestOf } from '../../fixtures.ts'
import { closed, schemaFaults } from '../openapi/schema-faults.ts'

const document = closed(openapiDocument({ maxDocuments: 10, masterKey: undefined }))
const deployment = deploymentAt('http://127.0.0.1:1')
const bare = {
  request: requestOf(['a']),
  deployment,
  chunks: [],
  usage: unknownUsage,
  cost: undefined,
  cache: undefined,
  warnings: []
}

t.test('what nobody knows is absent', async (t) => {
  t.strictSame(planAnswer(bare, 'id-1'), {
    id: 'id-1',
    model: 'rerank',
    dry_run: true,
    deployment: 'a1',
    calls: [],
    estimated_tokens: 0,
    warnings: []
  })
})

t.test('a plan is as it is described, to its last field', async (t) => {
  t.ok(planSchema.required.includes('calls'))
  const whole = planAnswer(
    {
      ...bare,
      chunks: [{ documents: 3, bytes: 99, estimatedTokens: 12 }],
      usage: { promptTokens: 12, totalTokens: 12, searchUnits: 1 },
      cost: 0.002,
      cache: { hits: 1, total: 4, key: undefined },
      warnings: ['documents[2] is long']
    },
    'id-1'
  )
  t.match(whole, {
    calls: [{ documents: 3, bytes: 99, estimated_tokens: 12 }],
    estimated_tokens: 12,
    search_units: 1,
    estimated_cost: 0.002,
    cache: { hits: 1, total: 4 },
    warnings: ['documents[2] is long']
  })
  for (const plan of [planAnswer(bare, 'i'), whole]) {
    t.strictSame(schemaFaults(document, schemaReference('RerankPlan'), plan), [])
  }
})
