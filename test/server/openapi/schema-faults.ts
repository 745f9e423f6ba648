import Schema from 'typebox/schema'
import type { JsonSchema, OpenapiDocument } from '../../../src/server/openapi/openapi.ts'

/** What is wrong with a value by one of a document's schemas. */
export function schemaFaults(document: OpenapiDocument, schema: JsonSchema, value: unknown): string[] {
  return schemaCheck(document, schema)(value)
}

/** The same for many values. The schema is read as JSON, as any client reads it. */
export function schemaCheck({ components }: OpenapiDocument, schema: JsonSchema): (value: unknown) => string[] {
  const whole = JSON.parse(JSON.stringify({ components, allOf: [schema] })) as object
  const compiled = Schema.Compile(whole)
  return (value) => compiled.Errors(value)[1].map(({ instancePath, message }) => `${instancePath}: ${message}`)
}

/** The document with every described object closed: a value with a field that is not described has a fault. */
export function closed(document: OpenapiDocument): OpenapiDocument {
  return JSON.parse(JSON.stringify(document), (_name, value: unknown) => {
    const isObject = typeof value === 'object' && value !== null && 'properties' in value && 'type' in value
    return isObject ? { additionalProperties: false, ...value } : value
  }) as OpenapiDocument
}
