import t from 'tap'
import { readBoolean, readChoice, readNumber, readString } from '../../src/config/read-scalar.ts'
import type { Reader } from '../../src/config/reading.ts'
import type { Shape } from '../../src/config/schema/shape.ts'
import { newReading } from './notice-lines.ts'

function read(reader: Reader, shape: Shape, value: unknown): unknown {
  const { reading, faults } = newReading()
  const result = reader(shape, { value, variable: undefined }, ['x'], reading)
  return result ?? faults()[0]?.slice('f x: '.length)
}

t.test('numbers may be written as strings', async (t) => {
  for (const [value, number] of [
    [30, 30],
    ['30', 30],
    [' 1e-8 ', 1e-8],
    ['-0.5', -0.5],
    ['.5', 0.5]
  ] as const) {
    t.equal(read(readNumber, { type: 'number' }, value), number)
  }
})

t.test('what is no number is said so', async (t) => {
  for (const value of [
    '',
    ' ',
    'soon',
    '0x10',
    '1_000',
    'Infinity',
    Number.NaN,
    Number.POSITIVE_INFINITY,
    true,
    [],
    {}
  ]) {
    t.match(read(readNumber, { type: 'number' }, value), /^must be a number, not /, String(value))
  }
  t.equal(read(readNumber, { type: 'integer' }, '1.5'), 'must be a whole number, not "1.5"')
})

t.test('a number keeps its bounds', async (t) => {
  const shape: Shape = { type: 'number', minimum: 1, maximum: 5 }
  t.equal(read(readNumber, shape, 1), 1)
  t.equal(read(readNumber, shape, 0), 'must be at least 1, not 0')
  t.equal(read(readNumber, shape, 6), 'must be at most 5, not 6')
  t.equal(read(readNumber, { type: 'number', exclusiveMinimum: 0 }, 0), 'must be above 0, not 0')
})

t.test("booleans may be written in YAML 1.1's words", async (t) => {
  for (const value of [true, 'true', 'True', 'yes', 'ON']) t.equal(read(readBoolean, {}, value), true)
  for (const value of [false, 'false', 'No', 'off']) t.equal(read(readBoolean, {}, value), false)
  for (const value of [1, 'constructor', 'perhaps', [], {}]) {
    t.match(read(readBoolean, {}, value), /^must be true or false, not /)
  }
})

t.test('a string is a string, and not empty where it must not be', async (t) => {
  t.equal(read(readString, {}, ''), '')
  t.equal(read(readString, { minLength: 1 }, ''), 'must not be empty')
  t.equal(read(readString, {}, 5), 'must be a string, not a number; put it in quotes')
  t.equal(read(readString, {}, ['canary']), 'must be a string, not a list')
})

t.test('a choice that is nearly right is suggested', async (t) => {
  const shape = { enum: ['raw', 'sigmoid'] }
  t.equal(read(readChoice, shape, 'sigmoid'), 'sigmoid')
  t.equal(read(readChoice, shape, 'sigmod'), 'must be one of raw, sigmoid, not "sigmod"; did you mean "sigmoid"?')
  t.equal(read(readChoice, shape, 5), 'must be one of raw, sigmoid, not 5')
})
