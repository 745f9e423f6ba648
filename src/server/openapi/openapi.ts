/** A JSON Schema of the 2020-12 dialect, as OpenAPI 3.1 has it. */
export type JsonSchema = object

/** The parts of OpenAPI 3.1 (spec.openapis.org/oas/v3.1) that the document uses. */
export interface OpenapiDocument {
  readonly openapi: '3.1.1'
  readonly info: object
  readonly servers: readonly object[]
  readonly security: readonly Readonly<Record<string, readonly string[]>>[]
  readonly tags: readonly object[]
  readonly paths: Readonly<Record<string, PathItem>>
  readonly components: {
    readonly schemas: Readonly<Record<string, JsonSchema>>
    readonly responses: Readonly<Record<string, Reply>>
    readonly securitySchemes: Readonly<Record<string, object>>
  }
}

/** The operations of one path, or the path whose operations they are. */
export type PathItem = { readonly get: Operation } | { readonly post: Operation } | Reference

export interface Operation {
  readonly operationId: string
  readonly tags: readonly string[]
  readonly summary: string
  readonly description?: string
  /** Absent: the document's own. Empty: none is needed. */
  readonly security?: readonly []
  readonly parameters?: readonly Parameter[]
  readonly requestBody?: { readonly required: true; readonly content: Content }
  /** By status, or `default`. */
  readonly responses: Readonly<Record<string, Reply | Reference>>
}

export interface Parameter extends Header {
  readonly name: string
  readonly in: 'header' | 'path' | 'query'
}

export interface Header {
  readonly description: string
  readonly required?: boolean
  readonly schema: JsonSchema
}

export interface Reply {
  readonly description: string
  readonly headers?: Readonly<Record<string, Header>>
  readonly content: Content
}

/** By media type. */
export type Content = Readonly<Record<string, { readonly schema: JsonSchema; readonly example?: unknown }>>

export interface Reference {
  readonly $ref: string
}

/** The schema of that name among the document's own. */
export function schemaReference(name: string): Reference {
  return { $ref: `#/components/schemas/${name}` }
}
