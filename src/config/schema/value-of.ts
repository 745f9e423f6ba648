import type { Shape } from './shape.ts'

/** The type of the values that a schema describes; the schema must be written `as const`. */
export type ValueOf<S extends Shape> = S extends { readonly anyOf: readonly (infer Branch extends Shape)[] }
  ? Branch extends Shape
    ? ValueOf<Branch>
    : never
  : S extends { readonly enum: readonly (infer Choice)[] }
    ? Choice
    : S extends { readonly type: keyof Scalars }
      ? Scalars[S['type']]
      : S extends { readonly type: 'array' }
        ? ItemOf<S>[]
        : S extends { readonly type: 'object' }
          ? MappingOf<S>
          : unknown

interface Scalars {
  string: string
  number: number
  integer: number
  boolean: boolean
  null: null
}

type ItemOf<S extends Shape> = S extends { readonly items: infer Item extends Shape } ? ValueOf<Item> : unknown

type MappingOf<S extends Shape> = S extends { readonly properties: infer Members extends Record<string, Shape> }
  ? Flat<
      { -readonly [Name in keyof Members as Name extends RequiredOf<S> ? Name : never]: ValueOf<Members[Name]> } & {
        -readonly [Name in keyof Members as Name extends RequiredOf<S> ? never : Name]?: ValueOf<Members[Name]>
      }
    >
  : S extends { readonly patternProperties: Readonly<Record<string, infer Member extends Shape>> }
    ? Record<string, ValueOf<Member>>
    : Record<string, unknown>

type RequiredOf<S extends Shape> = S extends { readonly required: readonly (infer Name)[] } ? Name : never

/** One mapped type instead of an intersection. */
type Flat<Mapping> = { [Name in keyof Mapping]: Mapping[Name] }
