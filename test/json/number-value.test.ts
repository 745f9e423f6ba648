import fc from 'fast-check'
import t from 'tap'
import { numberValue } from '../../src/json/number-value.ts'

function read(literal: string): number {
  const bytes = Buffer.from(`x${literal}x`)
  return numberValue(bytes, 1, 1 + literal.length)
}

t.test('every number that can be written is the double that JSON.parse gives', async () => {
  fc.assert(
    fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
      const literal = Object.is(value, -0) ? '-0' : String(value).replace('+', '')
      return Object.is(read(literal), JSON.parse(literal))
    }),
    { numRuns: 2000 }
  )
})

t.test('decimals of any length are the double that JSON.parse gives', async () => {
  const whole = fc.bigInt({ min: 0n, max: 10n ** 20n })
  const decimals = fc.stringMatching(/^[0-9]{0,20}$/)
  fc.assert(
    fc.property(whole, decimals, fc.boolean(), (left, right, isNegative) => {
      const literal = `${isNegative ? '-' : ''}${left}${right === '' ? '' : `.${right}`}`
      return Object.is(read(literal), JSON.parse(literal))
    }),
    { numRuns: 5000 }
  )
})

t.test('numbers at the edges of what is exact', async (t) => {
  for (const literal of [
    '0',
    '-0',
    '0.0',
    '-0.0',
    '0.1',
    '999999999999999',
    '9999999999999999',
    '9007199254740993',
    '99999999999999.9',
    '0.00000000000001',
    '0.000000000000001',
    '-123456789.012345',
    '123456789012345.6',
    '1e3',
    '1E-5',
    '-1.5e+300',
    '5e-324',
    '1e400'
  ]) {
    t.ok(Object.is(read(literal), JSON.parse(literal)), literal)
  }
})
