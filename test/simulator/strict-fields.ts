import { Refusal } from './refusal.ts'

/** An object with no fields but the named ones, as serde's `deny_unknown_fields` has it. */
export function strictObject(value: unknown, where: string, fields: readonly string[]): Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new Refusal(400, `${where}: invalid type, expected an object`)
  }
  const unknown = Object.keys(value).find((key) => !fields.includes(key))
  if (unknown !== undefined) {
    throw new Refusal(400, `${unknown}: unknown field, expected one of ${fields.join(', ')}`)
  }
  return { ...value }
}

export function strictList(value: unknown, where: string, max: number): readonly unknown[] {
  if (value === undefined) throw new Refusal(400, `missing field \`${where}\``)
  if (!Array.isArray(value)) throw new Refusal(400, `${where}: invalid type, expected a list`)
  if (value.length < 1 || value.length > max) {
    throw new Refusal(400, `${where}: invalid length ${value.length}, expected 1 to ${max}`)
  }
  return value
}

/** A string that is not empty and is Unicode: serde takes no lone surrogates. */
export function strictText(value: unknown, where: string): string {
  if (value === undefined) throw new Refusal(400, `missing field \`${where}\``)
  if (typeof value !== 'string') throw new Refusal(400, `${where}: invalid type, expected a string`)
  if (value === '') throw new Refusal(400, `${where}: must not be empty`)
  if (!value.isWellFormed()) throw new Refusal(400, `${where}: lone surrogate in hex escape`)
  return value
}

export function strictCount(value: unknown, where: string): number {
  if (typeof value === 'number' && Number.isInteger(value) && value > 0) return value
  throw new Refusal(400, `${where}: invalid value, expected a positive integer`)
}
