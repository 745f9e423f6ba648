import { litellmKeys, litellmKeysOf } from '../litellm-keys.ts'
import { configurationSchema } from './configuration.ts'

type Json = Readonly<Record<string, unknown>>

const fromEnvironment = { type: 'string', pattern: '^os\\.environ/.+$' }
const numeral = { type: 'string', pattern: '^\\s*[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?\\s*$' }
/** As readBoolean takes them: in any case. JSON Schema's patterns have no flag for that. */
const booleanWord = {
  type: 'string',
  pattern: `^(?:${['true', 'yes', 'on', 'false', 'no', 'off'].map(inAnyCase).join('|')})$`
}

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
    router_settings: closedWithin('router_settings', properties.router_settings),
    litellm_settings: closedWithin('litellm_settings', properties.litellm_settings),
    general_settings: closedWithin('general_settings', properties.general_settings),
    rankgate: closedWithin('rankgate', properties.rankgate)
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

/** The same for a section and for every mapping in it that has keys of its own. */
function closedWithin(name: string, section: unknown): Json {
  const members = Object.entries(propertiesOf(section)).map(([key, member]) => {
    const hasKeys = typeof member === 'object' && member !== null && Object.hasOwn(member, 'properties')
    return [key, hasKeys ? closedWithin(key, member) : member]
  })
  return closed({ ...(section as Json), properties: Object.fromEntries(members) }, litellmKeysOf(name))
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
  const written = rest.type === 'boolean' ? [booleanWord] : Array.isArray(rest.enum) ? [] : [numeral]
  return { ...(description === undefined ? {} : { description }), anyOf: [rest, ...written, fromEnvironment] }
}

function inAnyCase(word: string): string {
  return Array.from(word, (letter) => `[${letter}${letter.toUpperCase()}]`).join('')
}
