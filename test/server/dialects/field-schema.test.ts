import t from 'tap'
import { type FieldSchema, fieldFault, shownValue } from '../../../src/server/dialects/field-schema.ts'

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

t.test('a value is shown while it is short and no content', async (t) => {
  t.equal(shownValue(1.5), ', not 1.5')
  t.equal(shownValue(true), ', not true')
  t.equal(shownValue('2'), ', not "2"')
  t.equal(shownValue('a longer text that may be content'), ', not a longer text')
  t.equal(shownValue(['x']), ', not a list')
  t.equal(shownValue({ x: 1 }), ', not an object')
})
