import { litellmKeys } from '../litellm-keys.ts'
import { configurationSchema } from './configuration.ts'

type Json = Readonly<Record<string, unknown>>

const fromEnvironment = { type: 'string', pattern: '^os\\.environ/.+$' }
const numeral = { type: 'string', pattern: '^\\s*[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?\\s*$' }

/** The JSON Schema of the configuration file, for editors: as checked at start-up, and with what LiteLLM knows besides. */
export function jsonSchema(): Json {
  const root = lenient(JSON.parse(JSON.stringify(configurationSchema))) as Json
  const properties = propertiesOf(root)
  const list = properties.model_list as Json
  const entry = closed(list.items, litellmKeys.model_list)
  const entryProperties = propertiesOf(entry)
  const sections = {
    model_list: {
      ...list,
      items: { ...entry, properties: { ...entryProperties, rankgate: closed(entryProperties.rankgate, new Set()) } }
    },
    router_settings: closed(properties.router_settings, litellmKeys.router_settings),
    litellm_settings: closed(properties.litellm_settings, litellmKeys.litellm_settings),
    general_settings: closed(properties.general_settings, litellmKeys.general_settings),
    rankgate: closed(properties.rankgate, new Set())
  }
  const litellm = { description: "LiteLLM's; not used by rankgate." }
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    ...closed({ ...root, properties: { ...properties, ...sections } }, litellmKeys['']),
    patternProperties: { '^x-': { description: 'Anything: a place for YAML anchors.' } },
    $defs: { litellm }
  }
}

/** Allows what LiteLLM knows, and nothing else. */
function closed(section: unknown, keys: ReadonlySet<string>): Json {
  const properties = propertiesOf(section)
  const others = [...keys].filter((key) => !Object.hasOwn(properties, key)).sort()
  const unused = Object.fromEntries(others.map((key) => [key, { $ref: '#/$defs/litellm' }]))
  return { ...(section as Json), properties: { ...properties, ...unused }, additionalProperties: false }
}

function propertiesOf(schema: unknown): Json {
  return (schema as { readonly properties: Json }).properties
}

/** Numbers, booleans and choices may also be written as strings, or come from the environment. */
function lenient(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(lenient)
  if (typeof schema !== 'object' || schema === null) return schema
  const inner = Object.fromEntries(Object.entries(schema).map(([key, value]) => [key, lenient(value)]))
  const { description, examples, ...rest } = inner
  const isScalar = ['number', 'integer', 'boolean'].includes(String(rest.type)) || Array.isArray(rest.enum)
  if (!isScalar) return inner
  const written = rest.type === 'number' || rest.type === 'integer' ? [numeral] : []
  return { ...(description === undefined ? {} : { description }), anyOf: [rest, ...written, fromEnvironment] }
}
