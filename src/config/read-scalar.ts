import { suggestion } from './nearest-name.ts'
import { type Reader, reportMistyped, shownValue } from './reading.ts'
import type { Shape } from './schema/shape.ts'

/** YAML 1.1's words, which LiteLLM's parser takes for booleans. */
const booleanWords: ReadonlyMap<string, boolean> = new Map([
  ['true', true],
  ['yes', true],
  ['on', true],
  ['false', false],
  ['no', false],
  ['off', false]
])

/** A number as people write it: `30`, `-1.5`, `1e-8`. */
const numeral = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i

function isNumeral(value: unknown): value is string {
  return typeof value === 'string' && numeral.test(value.trim())
}

/** Reads strings, numbers, booleans and choices. Environment variables are always strings, so what a string says counts. */
export const readString: Reader = ({ minLength = 0 }, given, path, reading) => {
  if (typeof given.value !== 'string') return reportMistyped('a string', given, path, reading)
  if (given.value.length >= minLength) return given.value
  return reading.report.fault(path, 'must not be empty')
}

export const readBoolean: Reader = (_, given, path, { report }) => {
  const word = booleanWords.get(String(given.value).toLowerCase())
  return word ?? report.fault(path, `must be true or false, not ${shownValue(given)}`)
}

export const readNumber: Reader = (shape, given, path, { report }) => {
  const { value } = given
  const number = isNumeral(value) ? Number(value) : value
  const isWhole = shape.type === 'integer'
  if (typeof number !== 'number' || !Number.isFinite(number) || (isWhole && !Number.isInteger(number))) {
    return report.fault(path, `must be ${isWhole ? 'a whole number' : 'a number'}, not ${shownValue(given)}`)
  }
  const bound = brokenBound(shape, number)
  return bound === undefined ? number : report.fault(path, `must be ${bound}, not ${shownValue(given)}`)
}

export const readChoice: Reader = (shape, given, path, { report }) => {
  const choices = shape.enum ?? []
  if (choices.some((choice) => choice === given.value)) return given.value
  const near = typeof given.value === 'string' ? suggestion(given.value, choices) : ''
  return report.fault(path, `must be one of ${choices.join(', ')}, not ${shownValue(given)}${near}`)
}

/** A number beside a few words. What is neither is told of both; a numeral means its number. */
export const readNumberOrWord: Reader = ({ anyOf = [] }, given, path, reading) => {
  const words = anyOf.flatMap((candidate) => candidate.enum ?? [])
  const number = anyOf.find((candidate) => candidate.type === 'number') ?? {}
  if (words.some((word) => word === given.value)) return given.value
  if (typeof given.value === 'number' || isNumeral(given.value)) return readNumber(number, given, path, reading)
  const unit = number.title === undefined ? '' : ` (${number.title})`
  const shown = words.map((word) => JSON.stringify(word)).join(' or ')
  return reading.report.fault(path, `must be a number${unit} or ${shown}, not ${shownValue(given)}`)
}

function brokenBound({ minimum, exclusiveMinimum, maximum }: Shape, number: number): string | undefined {
  if (minimum !== undefined && number < minimum) return `at least ${minimum}`
  if (exclusiveMinimum !== undefined && number <= exclusiveMinimum) return `above ${exclusiveMinimum}`
  return maximum !== undefined && number > maximum ? `at most ${maximum}` : undefined
}
