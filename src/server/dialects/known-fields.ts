import { GatewayError } from '../../errors/gateway-error.ts'
import { type CohereField, cohereFields } from './cohere-fields.ts'
import { type FieldSchema, memberFault } from './field-schema.ts'

/** Takes checked fields out of the decoded ones; what is left is nobody's, or the provider's. */
export class KnownFields {
  readonly #fields: Map<string, unknown>

  constructor(fields: Map<string, unknown>) {
    this.#fields = fields
  }

  /** Whether nothing is left to take: most requests have a few fields, and need not be asked for the others. */
  get isEmpty(): boolean {
    return this.#fields.size === 0
  }

  /** @throws GatewayError `invalid_request` naming the field and what it should be */
  take(name: CohereField): unknown {
    if (this.#fields.size === 0) return undefined
    const value = this.#fields.get(name)
    if (value === undefined) return undefined
    this.#fields.delete(name)
    const schema: FieldSchema = cohereFields[name]
    const isRequired = name === 'model' || name === 'query'
    if (value === null && !isRequired) return undefined
    const wrong = memberFault(name, schema, value)
    if (wrong !== undefined) throw new GatewayError('invalid_request', wrong, { param: name })
    return value
  }
}
