/** The part of JSON Schema that request fields need: it both validates them and is printed in `/openapi.json`. */
export type FieldSchema = { readonly description: string; readonly example?: unknown } & (
  | { readonly type: 'string'; readonly minLength?: 1; readonly enum?: readonly string[] }
  | { readonly type: 'integer'; readonly minimum: number }
  | { readonly type: 'boolean' }
  | { readonly type: 'array'; readonly items: { readonly type: 'string' }; readonly minItems: 1 }
)

/** Says what `value` should have been, or undefined when it is right. */
export function fieldFault(schema: FieldSchema, value: unknown): string | undefined {
  switch (schema.type) {
    case 'string':
      if (typeof value !== 'string') return 'must be a string'
      if (schema.enum !== undefined && !schema.enum.includes(value)) return `must be one of ${quoted(schema.enum)}`
      return value.length < (schema.minLength ?? 0) ? 'must not be empty' : undefined
    case 'integer': {
      const isRight = typeof value === 'number' && Number.isSafeInteger(value) && value >= schema.minimum
      return isRight ? undefined : `must be an integer of at least ${schema.minimum}`
    }
    case 'boolean':
      return typeof value === 'boolean' ? undefined : 'must be true or false'
    case 'array': {
      const isRight = Array.isArray(value) && value.length > 0 && value.every((item) => typeof item === 'string')
      return isRight ? undefined : 'must be a list of strings, not empty'
    }
  }
}

/** A value as an error shows it: short scalars only, since anything longer may be content. */
export function shownValue(value: unknown): string {
  if (typeof value === 'number' || typeof value === 'boolean') return `, not ${value}`
  if (typeof value === 'string') return value.length <= 10 ? `, not ${JSON.stringify(value)}` : ', not a longer text'
  return Array.isArray(value) ? ', not a list' : ', not an object'
}

function quoted(values: readonly string[]): string {
  return values.map((value) => JSON.stringify(value)).join(', ')
}
