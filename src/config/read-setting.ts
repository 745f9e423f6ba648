import { environmentReference, environmentValue } from './environment.ts'
import { readBoolean, readChoice, readNumber, readNumberOrWord, readString } from './read-scalar.ts'
import { type Given, type Reader, type Reading, reportMistyped } from './reading.ts'
import type { Shape } from './schema/shape.ts'
import type { ValueOf } from './schema/value-of.ts'
import type { SettingPath } from './setting-path.ts'
import { isTree } from './tree.ts'

/**
 * Reads one setting by its schema: environment variables are filled in, numbers and booleans written as strings are
 * taken for what they are, whatever does not fit is a fault. Keys that the schema does not name are left out.
 * @returns undefined when the setting is absent, or at fault and reported
 */
export function readSetting<const S extends Shape>(
  schema: S,
  value: unknown,
  path: SettingPath,
  reading: Reading
): ValueOf<S> | undefined {
  return read(schema, value, path, reading) as ValueOf<S> | undefined
}

function read(shape: Shape, written: unknown, path: SettingPath, reading: Reading): unknown {
  const given = withEnvironment(written, path, reading)
  if (!isPresent(given.value)) return undefined
  if (shape.anyOf !== undefined) return readUnion(shape, given, path, reading)
  const reader = shape.enum === undefined ? readers.get(shape.type) : readChoice
  return (reader ?? readAny)(shape, given, path, reading)
}

function withEnvironment(written: unknown, path: SettingPath, { environment, report, unset }: Reading): Given {
  const variable = environmentReference(written)
  if (variable === undefined) return { value: written, variable }
  const value = environmentValue(environment, variable)
  if (variable === '') report.fault(path, 'names no environment variable; write "os.environ/NAME"')
  else if (value === undefined) unset(path, variable)
  return { value, variable }
}

const readMapping: Reader = (shape, given, path, reading) => {
  if (!isTree(given.value)) return reportMistyped('a mapping', given, path, reading)
  const [rest] = Object.values(shape.patternProperties ?? {})
  const members = Object.entries(given.value).map(([key, member]) => {
    const known = Object.hasOwn(shape.properties ?? {}, key) ? shape.properties?.[key] : rest
    return [key, known === undefined ? undefined : read(known, member, [...path, key], reading)]
  })
  for (const key of shape.required ?? []) {
    if (!isPresent(given.value[key])) reading.report.fault([...path, key], 'is missing')
  }
  return Object.fromEntries(members.filter(([, member]) => isPresent(member)))
}

const readList: Reader = (shape, given, path, reading) => {
  if (!Array.isArray(given.value)) return reportMistyped('a list', given, path, reading)
  return given.value.map((item, index) => read(shape.items ?? {}, item, [...path, index], reading)).filter(isPresent)
}

const readUnion: Reader = ({ anyOf = [] }, given, path, reading) => {
  if (anyOf.some((candidate) => candidate.enum !== undefined)) return readNumberOrWord({ anyOf }, given, path, reading)
  const type = Array.isArray(given.value) ? 'array' : typeof given.value
  const branch = anyOf.find((candidate) => candidate.type === type)
  if (branch !== undefined) return readers.get(branch.type)?.(branch, given, path, reading)
  return reportMistyped(anyOf.map((candidate) => kinds.get(candidate.type)).join(' or '), given, path, reading)
}

/** Any value at all, with its environment variables filled in. */
const readAny: Reader = (shape, given, path, reading) => {
  if (Array.isArray(given.value)) return readList({ items: shape }, given, path, reading)
  if (isTree(given.value)) return readMapping({ patternProperties: { '': shape } }, given, path, reading)
  return given.value
}

const readers: ReadonlyMap<string | undefined, Reader> = new Map([
  ['object', readMapping],
  ['array', readList],
  ['string', readString],
  ['number', readNumber],
  ['integer', readNumber],
  ['boolean', readBoolean]
])

const kinds: ReadonlyMap<string | undefined, string> = new Map([
  ['object', 'a mapping'],
  ['array', 'a list'],
  ['string', 'a string'],
  ['number', 'a number'],
  ['boolean', 'true or false']
])

function isPresent(value: unknown): boolean {
  return value !== undefined && value !== null
}
