interface StringSchema {
  readonly type: 'string'
  readonly minLength?: 1
  readonly maxLength?: number
  readonly enum?: readonly string[]
}

type ValueSchema =
  | StringSchema
  | { readonly type: 'integer'; readonly minimum: number }
  | { readonly type: 'number'; readonly minimum?: 0; readonly exclusiveMinimum?: 0; readonly maximum?: number }
  | { readonly type: 'boolean' }
  | {
      readonly type: 'array'
      readonly items: StringSchema
      readonly minItems: 0 | 1
      readonly maxItems: number
    }
  | {
      readonly type: 'object'
      /** Null in one of them means absent. */
      readonly properties: Readonly<Record<string, FieldSchema>>
      readonly additionalProperties: boolean
    }

/** The part of JSON Schema that request fields need: it both validates them and is printed in `/openapi.json`. */
export type FieldSchema = ValueSchema & { readonly description: string; readonly example?: unknown }

/** Says what `value` should have been, or undefined when it is right. What is in a list or an object is `memberFault`'s. */
export function fieldFault(schema: ValueSchema, value: unknown): string | undefined {
  switch (schema.type) {
    case 'string':
      return stringFault(schema, value)
    case 'integer': {
      // However large: clients that mean "all" send the largest integer of their language, which few are exact as a double.
      const isRight = Number.isInteger(value) && Number(value) >= schema.minimum
      return isRight ? undefined : `must be an integer of at least ${schema.minimum}`
    }
    case 'number':
      return isWithin(schema, value) ? undefined : `must be a number${bounds(schema)}`
    case 'boolean':
      return typeof value === 'boolean' ? undefined : 'must be true or false'
    case 'array':
      if (!Array.isArray(value)) return 'must be a list of strings'
      if (value.length < schema.minItems) return 'must not be empty'
      return value.length > schema.maxItems ? `must be a list of at most ${schema.maxItems} strings` : undefined
    case 'object':
      return isObject(value) ? undefined : 'must be an object'
  }
}

/** The first fault of a field, and of what is in it: `cache.ttl: must be a number of at least 0, not "x"`. */
export function memberFault(name: string, schema: ValueSchema, value: unknown): string | undefined {
  const wrong = fieldFault(schema, value)
  const isList = schema.type === 'array' && Array.isArray(value)
  if (wrong !== undefined) return `${name}: ${wrong}${isList ? shownCount(value) : shownValue(value)}`
  if (isList) return itemFault(name, schema.items, value)
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
  if (value === null) return ', not null'
  if (typeof value === 'number' || typeof value === 'boolean') return `, not ${value}`
  if (typeof value === 'string') return value.length <= 10 ? `, not ${JSON.stringify(value)}` : ', not a longer text'
  return Array.isArray(value) ? ', not a list' : ', not an object'
}

/** Of a list whose length is wrong: that it is one was right. */
function shownCount({ length }: readonly unknown[]): string {
  return length === 0 ? '' : `, not ${length}`
}

function itemFault(name: string, schema: StringSchema, items: readonly unknown[]): string | undefined {
  for (const [index, item] of items.entries()) {
    const wrong = memberFault(`${name}[${index}]`, schema, item)
    if (wrong !== undefined) return wrong
  }
  return undefined
}

function stringFault({ minLength, maxLength, enum: values }: StringSchema, value: unknown): string | undefined {
  if (typeof value !== 'string') return 'must be a string'
  if (values !== undefined && !values.includes(value)) return `must be one of ${quoted(values)}`
  if (minLength !== undefined && value.length < minLength) return 'must not be empty'
  return maxLength !== undefined && value.length > maxLength
    ? `must be at most ${maxLength} characters long`
    : undefined
}

type NumberSchema = Extract<ValueSchema, { type: 'number' }>

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
