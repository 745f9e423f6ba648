import { type CohereField, cohereFields, forbiddenFields } from '../dialects/cohere-fields.ts'
import type { FieldSchema } from '../dialects/field-schema.ts'
import { type JsonSchema, schemaReference } from './openapi.ts'

const requiredFields: ReadonlySet<CohereField> = new Set(['model', 'query'])

/** A document of a request: a text or an object. */
export const documentSchema: JsonSchema = {
  description: 'A text, or an object whose text, image or fields are ranked.',
  anyOf: [
    { type: 'string', minLength: 1 },
    {
      type: 'object',
      // Not nothing but nulls.
      not: { additionalProperties: { type: 'null' } },
      description:
        'Ranked by the fields that `rank_fields` names, else by `text` and `image`, else as a whole. Other fields are allowed.',
      properties: {
        text: { type: ['string', 'null'], minLength: 1 },
        image: { type: ['string', 'null'], minLength: 1, description: 'A data URL, for models that take images.' }
      }
    }
  ]
}

/** As far as something other than a validator reads it. */
export interface RequestSchema extends JsonSchema {
  readonly required: readonly string[]
  readonly properties: Readonly<Record<string, PropertySchema>>
}

interface PropertySchema {
  /** One type, or one and null. */
  readonly type: string | readonly string[]
  readonly enum?: readonly unknown[]
  readonly description: string
}

/** The body of a rerank request, out of the very schemas that check it. */
export function requestSchema(maxDocuments: number): RequestSchema {
  const { model, query, ...others } = cohereFields
  const schema = {
    type: 'object',
    description: 'Any other field goes to the provider if it knows it. Null in an optional field means absent.',
    required: ['model', 'query', 'documents'],
    properties: {
      model: fieldSchema('model', model),
      query: fieldSchema('query', query),
      documents: {
        type: 'array',
        items: schemaReference('Document'),
        minItems: 1,
        maxItems: maxDocuments,
        description: `What is ranked: texts, objects, or both; at most ${maxDocuments}.`
      },
      ...memberSchemas(others)
    },
    propertyNames: { not: { enum: [...forbiddenFields] } }
  }
  return schema
}

function fieldSchema(name: string, { type, example, ...rest }: FieldSchema): PropertySchema {
  const examples = example === undefined ? {} : { examples: [example] }
  if (requiredFields.has(name as CohereField)) return { type, ...rest, ...examples }
  const values = 'enum' in rest && rest.enum !== undefined ? { enum: [...rest.enum, null] } : {}
  const members = 'properties' in rest ? { properties: memberSchemas(rest.properties) } : {}
  return { type: [type, 'null'], ...rest, ...values, ...members, ...examples }
}

function memberSchemas(properties: Readonly<Record<string, FieldSchema>>): Readonly<Record<string, PropertySchema>> {
  return Object.fromEntries(Object.entries(properties).map(([name, schema]) => [name, fieldSchema(name, schema)]))
}
