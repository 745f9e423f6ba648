import fc from 'fast-check'
import t from 'tap'
import { JsonScanner } from '../../src/json/json-scanner.ts'
import { NumberReader } from '../../src/json/number-reader.ts'

function numberEnd(bytes: Buffer, start: number): number {
  return new NumberReader().read(bytes, start)
}

t.test('a number ends where its grammar does', async (t) => {
  const whole = [
    '0',
    '-0',
    '7',
    '10',
    '-123',
    '0.5',
    '1.50',
    '1e9',
    '1E+09',
    '2.5e-3',
    '-0e0',
    '1e999',
    '9'.repeat(400)
  ]
  for (const text of whole) {
    t.equal(typeof JSON.parse(text), 'number', text)
    for (const rest of ['', ',', ']', ' 1', '-']) {
      t.equal(numberEnd(Buffer.from(`[${text}${rest}`), 1), text.length + 1, `${text}${rest}`)
    }
  }
  t.equal(numberEnd(Buffer.from('01'), 0), 1, 'nothing follows a leading zero')
  t.equal(numberEnd(Buffer.from('0x10'), 0), 1)
  t.equal(numberEnd(Buffer.from('1.5.5'), 0), 3)
})

t.test('a digit is demanded where one must stand', async (t) => {
  const faults = {
    '-': 'unexpected end of JSON at byte 1 (line 1, column 2)',
    '1.': 'unexpected end of JSON at byte 2 (line 1, column 3)',
    '1e-': 'unexpected end of JSON at byte 3 (line 1, column 4)',
    '-a': 'expected a digit but found "a" at byte 1 (line 1, column 2)',
    '--1': 'expected a digit but found "-" at byte 1 (line 1, column 2)',
    '1.e5': 'expected a digit but found "e" at byte 2 (line 1, column 3)',
    '1e+]': 'expected a digit but found "]" at byte 3 (line 1, column 4)',
    '1E 5': 'expected a digit but found U+0020 at byte 2 (line 1, column 3)'
  }
  for (const [text, message] of Object.entries(faults)) {
    t.throws(() => JSON.parse(text), SyntaxError)
    t.equal(~numberEnd(Buffer.from(text), 0), Number(/at byte (\d+)/.exec(message)?.[1]), text)
    t.throws(() => JsonScanner.scan(Buffer.from(text)), { name: 'JsonSyntaxError', message })
  }
})

function read(literal: string): number {
  const reader = new NumberReader()
  return reader.read(Buffer.from(`x${literal}x`), 1) === 1 + literal.length ? reader.value : Number.NaN
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

t.test('so are short ones, whatever follows them', async () => {
  const digits = fc.stringMatching(/^[0-9]{0,11}$/)
  const literals = fc.tuple(fc.nat(10 ** 10), digits, fc.boolean())
  fc.assert(
    fc.property(
      literals,
      fc.constantFrom('', ',', '}', ' ', '.', '-', 'x', '\n'),
      ([left, right, isNegative], rest) => {
        const literal = `${isNegative ? '-' : ''}${left}${right === '' ? '' : `.${right}`}`
        if (right === '' && rest === '.') return true
        const reader = new NumberReader()
        const end = reader.read(Buffer.from(`[${literal}${rest}`), 1)
        return end === 1 + literal.length && Object.is(reader.value, JSON.parse(literal))
      }
    ),
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
    '999999999',
    '-0.99999999',
    '2147483648',
    '9999999999.9',
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
