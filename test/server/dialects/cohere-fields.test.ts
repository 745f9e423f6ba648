import t from 'tap'
import { cohereFields, forbiddenFields } from '../../../src/server/dialects/cohere-fields.ts'
import { type FieldSchema, fieldFault } from '../../../src/server/dialects/field-schema.ts'

t.test('every field says what it is, and its example is right', async (t) => {
  for (const [name, schema] of Object.entries<FieldSchema>(cohereFields)) {
    t.ok(schema.description.length > 10, name)
    t.ok(schema.description.endsWith('.'), name)
    if (schema.example !== undefined) t.equal(fieldFault(schema, schema.example), undefined, name)
    t.notOk(forbiddenFields.has(name), `${name} is allowed`)
  }
})
