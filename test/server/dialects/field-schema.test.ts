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
  for (const wrong of [0, -1, 1.5, '2', true, Number.POSITIVE_INFINITY, Number.NaN]) {
    t.equal(fieldFault(count, wrong), 'must be an integer of at least 1', String(wrong))
  }

  t.equal(fieldFault({ type: 'boolean' }, false), undefined)
  t.equal(fieldFault({ type: 'boolean' }, 'false'), 'must be true or false')

  const list: FieldSchema = { type: 'array', items: { type: 'string' }, minItems: 1, maxItems: 2, description }
  t.equal(fieldFault(list, ['a']), undefined)
  for (const wrong of ['a', {}, null]) t.equal(fieldFault(list, wrong), 'must be a list of strings')
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
})

t.test('what is wrong with a list is said of what is in it', async (t) => {
  const items = { type: 'string', maxLength: 3 } as const
  const list: FieldSchema = { type: 'array', items, minItems: 1, maxItems: 2, description }
  t.equal(memberFault('tags', list, ['a', 'b']), undefined)
  t.equal(memberFault('tags', list, []), 'tags: must not be empty')
  t.equal(memberFault('tags', list, [1, 2, 3]), 'tags: must be a list of at most 2 strings, not 3')
  t.equal(memberFault('tags', list, ['a', 1]), 'tags[1]: must be a string, not 1')
  t.equal(memberFault('tags', list, [null]), 'tags[0]: must be a string, not null')
  t.equal(memberFault('tags', list, ['abcd']), 'tags[0]: must be at most 3 characters long, not "abcd"')
  t.equal(memberFault('tags', list, 'a'), 'tags: must be a list of strings, not "a"')
})

t.test('an integer may be larger than a double can tell from its neighbours', async (t) => {
  for (const all of [2 ** 31, 2 ** 53, 2 ** 63, 1e300]) {
    t.equal(fieldFault({ type: 'integer', minimum: 1 }, all), undefined)
    t.equal(fieldFault({ type: 'integer', minimum: 1 }, -all), 'must be an integer of at least 1')
  }
})

t.test('a text has a longest length, and is not shown beyond it', async (t) => {
  const text: FieldSchema = { type: 'string', minLength: 1, maxLength: 12, description }
  t.equal(memberFault('model', text, 'x'.repeat(12)), undefined)
  t.equal(memberFault('model', text, 'x'.repeat(13)), 'model: must be at most 12 characters long, not a longer text')
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
  t.equal(shownValue(null), ', not null')
})
