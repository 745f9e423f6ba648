import t from 'tap'
import { readSetting } from '../../src/config/read-setting.ts'
import type { Shape } from '../../src/config/schema/shape.ts'
import { newReading } from './notice-lines.ts'

const schema = {
  type: 'object',
  required: ['name'],
  properties: {
    name: { type: 'string' },
    count: { type: 'integer' },
    flags: { type: 'object', patternProperties: { '^.*$': { type: 'boolean' } } },
    list: { type: 'array', items: { type: 'number' } },
    either: {
      anyOf: [{ type: 'string' }, { type: 'object', required: ['a'], properties: { a: { type: 'string' } } }]
    },
    anything: {}
  }
} as const satisfies Shape

t.test('a mapping is read by its schema: strings become what they say, keys of no schema are left out', async (t) => {
  const { reading, faults } = newReading({ COUNT: '5' })
  const value = {
    name: 'a',
    count: 'os.environ/COUNT',
    flags: { x: 'yes' },
    list: ['1', 2],
    either: { a: 'b' },
    other: 1
  }
  t.strictSame(readSetting(schema, value, ['s'], reading), {
    name: 'a',
    count: 5,
    flags: { x: true },
    list: [1, 2],
    either: { a: 'b' }
  })
  t.strictSame(faults(), [])
})

t.test('every fault is told of, each with its path', async (t) => {
  const { reading, faults } = newReading()
  const value = { count: 'x', flags: { x: 5 }, list: [1, 'b', 'c'], either: 5 }
  t.strictSame(readSetting(schema, value, ['s'], reading), { flags: {}, list: [1] })
  t.strictSame(faults(), [
    'f s.count: must be a whole number, not "x"',
    'f s.flags.x: must be true or false, not 5',
    'f s.list[1]: must be a number, not "b"',
    'f s.list[2]: must be a number, not "c"',
    'f s.either: must be a string or a mapping, not a number',
    'f s.name: is missing'
  ])
})

t.test('what has another kind than the schema is a fault, not a crash', async (t) => {
  const { reading, faults } = newReading()
  t.equal(readSetting(schema, ['x'], ['s'], reading), undefined)
  t.equal(readSetting({ type: 'array', items: { type: 'string' } }, { x: 1 }, ['l'], reading), undefined)
  t.strictSame(faults(), ['f s: must be a mapping, not a list', 'f l: must be a list, not a mapping'])
})

t.test('beside a choice of words a numeral is a number', async (t) => {
  const after = {
    anyOf: [
      { type: 'string', enum: ['p95'] },
      { type: 'number', title: 'milliseconds', minimum: 1 }
    ]
  } as const
  const { reading, faults } = newReading({ AFTER: '250' })
  const read = (value: unknown) => readSetting(after, value, ['after'], reading)
  t.strictSame(['p95', 250, '250', 'os.environ/AFTER'].map(read), ['p95', 250, 250, 250])
  t.strictSame(['p90', '50ms', '0', true, { p95: 1 }].map(read), Array(5).fill(undefined))
  t.strictSame(faults(), [
    'f after: must be a number (milliseconds) or "p95", not "p90"',
    'f after: must be a number (milliseconds) or "p95", not "50ms"',
    'f after: must be at least 1, not "0"',
    'f after: must be a number (milliseconds) or "p95", not true',
    'f after: must be a number (milliseconds) or "p95", not a mapping'
  ])
})

t.test('null is absent', async (t) => {
  const { reading, faults } = newReading()
  t.strictSame(readSetting(schema, { name: 'a', count: null }, ['s'], reading), { name: 'a' })
  t.equal(readSetting(schema, null, ['s'], reading), undefined)
  t.strictSame(faults(), [])
})

t.test('environment variables are filled in anywhere in a free value, as whole strings only', async (t) => {
  const { reading, warnings } = newReading({ A: 'x' })
  const value = { a: 'os.environ/A', b: ['os.environ/A', 'not os.environ/A', 5], c: { d: 'os.environ/B', e: null } }
  t.strictSame(readSetting({}, value, ['s'], reading), { a: 'x', b: ['x', 'not os.environ/A', 5], c: {} })
  t.strictSame(warnings(), ['f s.c.d: B is not set'])
})

t.test('a value of the environment that does not fit is not shown', async (t) => {
  const { reading, faults } = newReading({ KEY: 'canary' })
  t.strictSame(readSetting(schema, { name: 'a', count: 'os.environ/KEY' }, ['s'], reading), { name: 'a' })
  t.strictSame(faults(), ['f s.count: must be a whole number, not what KEY holds'])
})

t.test('a reference to no variable is a fault', async (t) => {
  const { reading, faults } = newReading()
  t.equal(readSetting({ type: 'string' }, 'os.environ/', ['s'], reading), undefined)
  t.strictSame(faults(), ['f s: names no environment variable; write "os.environ/NAME"'])
})
