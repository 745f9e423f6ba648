import t from 'tap'
import { reportMistyped, shownValue, warningWhenUnset } from '../../src/config/reading.ts'
import { newReading } from './notice-lines.ts'

t.test('what a wrong value is is said, what it holds is not', async (t) => {
  const { reading, faults } = newReading()
  reportMistyped('a string', { value: 12345, variable: undefined }, ['key'], reading)
  reportMistyped('a mapping', { value: 'canary', variable: undefined }, ['headers'], reading)
  t.strictSame(faults(), [
    'f key: must be a string, not a number; put it in quotes',
    'f headers: must be a mapping, not a string'
  ])
})

t.test('a value is shown for a message, unless the environment holds it', async (t) => {
  t.equal(shownValue({ value: 'soon', variable: undefined }), '"soon"')
  t.equal(shownValue({ value: 'canary', variable: 'KEY' }), 'what KEY holds')
  t.equal(shownValue({ value: ['canary'], variable: undefined }), 'a list')
  t.equal(shownValue({ value: 'x'.repeat(1000), variable: undefined }).length, 60)
})

t.test('a variable that is not set is worth a warning', async (t) => {
  const { reading, warnings } = newReading()
  warningWhenUnset(reading).unset(['redis_host'], 'REDIS')
  t.strictSame(warnings(), ['f redis_host: the environment variable REDIS is not set: the setting counts as absent'])
})
