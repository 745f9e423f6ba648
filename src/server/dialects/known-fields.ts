import { GatewayError } from '../../errors/gateway-error.ts'
import { type CohereField, cohereFields } from './cohere-fields.ts'
import { type FieldSchema, memberFault } from './field-schema.ts'

/** Whether a field has a meaning here; what has none is the provider's, or nobody's. */
export function isKnownField(name: string): name is CohereField {
  return Object.hasOwn(cohereFields, name)
}

/** How Python and shell scripts write what is true or false, where clients are known to send it so (RAGFlow's for Xinference). */
const spelled: Readonly<Partial<Record<CohereField, ReadonlyMap<unknown, boolean>>>> = {
  return_documents: new Map([
    ['true', true],
    ['false', false]
  ])
}

/** The decoded fields of a request that have a meaning here, to be checked and taken once each. */
export class KnownFields {
  readonly #fields: ReadonlyMap<string, unknown>
  #takenCount = 0

  constructor(fields: ReadonlyMap<string, unknown>) {
    this.#fields = fields
  }

  /** Whether nothing is left to take: most requests have a few fields, and need not be asked for the others. */
  get isEmpty(): boolean {
    return this.#takenCount === this.#fields.size
  }

  /** @throws GatewayError `invalid_request` naming the field and what it should be */
  take(name: CohereField): unknown {
    if (this.isEmpty) return undefined
    const given = this.#fields.get(name)
    if (given === undefined) return undefined
    const value = spelled[name]?.get(given) ?? given
    this.#takenCount++
    const schema: FieldSchema = cohereFields[name]
    const isRequired = name === 'model' || name === 'query'
    if (value === null && !isRequired) return undefined
    const wrong = memberFault(name, schema, value)
    if (wrong !== undefined) throw new GatewayError('invalid_request', wrong, { param: name })
    // Beyond it integers are not counted one by one, and are written with an exponent.
    return schema.type === 'integer' ? Math.min(value as number, Number.MAX_SAFE_INTEGER) : value
  }
}
