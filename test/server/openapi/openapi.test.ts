import t from 'tap'
import { schemaReference } from '../../../src/server/openapi/openapi.ts'

t.test('a reference points at where the document keeps its schemas', async (t) => {
  t.strictSame(schemaReference('Error'), { $ref: '#/components/schemas/Error' })
})
