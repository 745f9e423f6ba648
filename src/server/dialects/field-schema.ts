/** The part of JSON Schema that request fields need: it both validates them and is printed in `/openapi.json`. */
export type FieldSchema = { readonly description: string; readonly example?: unknown } & (
  | { readonly type: 'string'; readonly minLength?: 1; readonly enum?: readonly string[] }
  | { readonly type: 'integer'; readonly minimum: number }
  | { readonly type: 'number'; readonly minimum?: 0; readonly exclusiveMinimum?: 0; readonly maximum?: number }
  | { readonly type: 'boolean' }
  | {
      readonly type: 'array'
      readonly items: { readonly type: 'string' }
      readonly minItems: 0 | 1
      readonly maxItems?: number
    }
  | {
      readonly type: 'object'
      /** Null in one of them means absent. */
      readonly properties: Readonly<Record<string, FieldSchema>>
      readonly additionalProperties: boolean
    }
)

/** Says what `value` should have been, or undefined when it is right. What is in an object is `memberFault`'s. */
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
    case 'number':
      return isWithin(schema, value) ? undefined : `must be a number${bounds(schema)}`
    case 'boolean':
      return typeof value === 'boolean' ? undefined : 'must be true or false'
    case 'array': {
      const { minItems, maxItems = Number.POSITIVE_INFINITY } = schema
      const isRight = Array.isArray(value) && value.every((item) => typeof item === 'string')
      if (!isRight || value.length < minItems) return `must be a list of strings${minItems === 0 ? '' : ', not empty'}`
      return value.length > maxItems ? `must be a list of at most ${maxItems} strings` : undefined
    }
    case 'object':
      return isObject(value) ? undefined : 'must be an object'
  }
}

/** The first fault of a field, and of what is in it: `cache.ttl: must be a number of at least 0, not "x"`. */
export function memberFault(name: string, schema: FieldSchema, value: unknown): string | undefined {
  const wrong = fieldFault(schema, value)
  if (wrong !== undefined) return `${name}: ${wrong}${value === null ? ', not null' : shownValue(value)}`
  if (schema.type !== 'object' || !isObject(value)) return undefined
  for (const [key, member] of Object.entries(value)) {
    const known = Object.hasOwn(schema.properties, key) ? schema.properties[key] : undefined
    if (known === undefined && !schema.additionalProperties) {
      return `${name}: ${JSON.stringify(key.slice(0, 100))} is unknown; it takes ${quoted(Object.keys(schema.properties))}`
    }
    const inside = known === undefined || member === null ? undefined : memberFault(`${name}.${key}`, known, member)
    if (inside !== undefined) return inside
  }
  return undefined
}

/** A value as an error shows it: short scalars only, since anything longer may be content. */
export function shownValue(value: unknown): string {
  if (typeof value === 'number' || typeof value === 'boolean') return `, not ${value}`
  if (typeof value === 'string') return value.length <= 10 ? `, not ${JSON.stringify(value)}` : ', not a longer text'
  return Array.isArray(value) ? ', not a list' : ', not an object'
}

type NumberSchema = Extract<FieldSchema, { type: 'number' }>

function isWithin({ minimum, exclusiveMinimum, maximum }: NumberSchema, value: unknown): boolean {
  if (typeof value !== 'number' || !Number.isFinite(value)) return false
  const isLow =
    (minimum !== undefined && value < minimum) || (exclusiveMinimum !== undefined && value <= exclusiveMinimum)
  return !isLow && (maximum === undefined || value <= maximum)
}

function bounds({ minimum, exclusiveMinimum, maximum }: NumberSchema): string {
  const low = minimum === undefined ? (exclusiveMinimum === undefined ? '' : ' above 0') : ` of at least ${minimum}`
  return low + (maximum === undefined ? '' : `${low === '' ? '' : ' and'} at most ${maximum}`)
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function quoted(values: readonly string[]): string {
  return values.map((value) => JSON.stringify(value)).join(', ')
}
