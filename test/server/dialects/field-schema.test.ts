import t from 'tap'
import { type FieldSchema, fieldFault, memberFault, shownValue } from '../../../src/server/dialects/field-schema.ts'

const description = ''

t.test('each type accepts its own values and says what others should be', async (t) => {
  const text: FieldSchema = { type: 'string', minLength: 1, description }
  t.equal(fieldFault(text, 'a'), undefined)
  t.equal(fieldFault(text, ''), 'must not be empty')
  t.equal(fieldFault(text, 1), 'must be a string')

  const oneOf: FieldSchema = { type: 'string', enum: ['raw', 'sigmoid'], description }
  t.equal(fieldFault(oneOf, 'raw'), undefined)
  t.equal(fieldFault(oneOf, 'Raw'), 'must be one of "raw", "sigmoid"')

  const count: FieldSchema = { type: 'integer', minimum: 1, description }
  t.equal(fieldFault(count, 1), undefined)
  for (const wrong of [0, -1, 1.5, '2', true, 1e300, Number.NaN]) {
    t.equal(fieldFault(count, wrong), 'must be an integer of at least 1', String(wrong))
  }

  t.equal(fieldFault({ type: 'boolean', description }, false), undefined)
  t.equal(fieldFault({ type: 'boolean', description }, 'false'), 'must be true or false')

  const list: FieldSchema = { type: 'array', items: { type: 'string' }, minItems: 1, description }
  t.equal(fieldFault(list, ['a']), undefined)
  for (const wrong of [[], ['a', 1], 'a', {}]) t.equal(fieldFault(list, wrong), 'must be a list of strings, not empty')
})

t.test('numbers have bounds, and are finite', async (t) => {
  const faultOf = (schema: object, value: unknown) =>
    fieldFault({ type: 'number', description, ...schema } as FieldSchema, value)
  t.equal(faultOf({}, -1.5), undefined)
  t.equal(faultOf({}, Number.POSITIVE_INFINITY), 'must be a number')
  t.equal(faultOf({ minimum: 0 }, 0), undefined)
  t.equal(faultOf({ minimum: 0 }, -1), 'must be a number of at least 0')
  t.equal(faultOf({ exclusiveMinimum: 0 }, 0), 'must be a number above 0')
  t.equal(faultOf({ minimum: 0, maximum: 5 }, 6), 'must be a number of at least 0 and at most 5')
})

t.test('a list may have to be short, and may be empty', async (t) => {
  const list: FieldSchema = { type: 'array', items: { type: 'string' }, minItems: 0, maxItems: 1, description }
  t.equal(fieldFault(list, []), undefined)
  t.equal(fieldFault(list, ['a', 'b']), 'must be a list of at most 1 strings')
  t.equal(fieldFault(list, [1, 2]), 'must be a list of strings')
})

t.test('what is in an object is checked, by the name of each member', async (t) => {
  const ttl: FieldSchema = { type: 'number', minimum: 0, description }
  const closed: FieldSchema = { type: 'object', properties: { ttl }, additionalProperties: false, description }
  t.equal(memberFault('cache', closed, { ttl: 5 }), undefined)
  t.equal(memberFault('cache', closed, { ttl: null }), undefined)
  t.equal(memberFault('cache', closed, { ttl: 'x' }), 'cache.ttl: must be a number of at least 0, not "x"')
  t.equal(memberFault('cache', closed, { tll: 5 }), 'cache: "tll" is unknown; it takes "ttl"')
  t.equal(memberFault('cache', closed, JSON.parse('{"__proto__":1}')), 'cache: "__proto__" is unknown; it takes "ttl"')
  t.equal(memberFault('cache', closed, []), 'cache: must be an object, not a list')
  t.equal(memberFault('cache', closed, null), 'cache: must be an object, not null')
  t.equal(memberFault('notes', { ...closed, additionalProperties: true }, { any: 1 }), undefined)
})

t.test('a value is shown while it is short and no content', async (t) => {
  t.equal(shownValue(1.5), ', not 1.5')
  t.equal(shownValue(true), ', not true')
  t.equal(shownValue('2'), ', not "2"')
  t.equal(shownValue('a longer text that may be content'), ', not a longer text')
  t.equal(shownValue(['x']), ', not a list')
  t.equal(shownValue({ x: 1 }), ', not an object')
})
