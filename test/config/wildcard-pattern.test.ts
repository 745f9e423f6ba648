import fc from 'fast-check'
import t from 'tap'
import { bySpecificity, fillPattern, matchPattern, parsePattern } from '../../src/config/wildcard-pattern.ts'

const match = (pattern: string, name: string) => matchPattern(parsePattern(pattern), name)

t.test('each star takes what stands in its place', async (t) => {
  t.strictSame(match('nvidia_nim/*', 'nvidia_nim/ranking/nvidia/x'), ['ranking/nvidia/x'])
  t.strictSame(match('*', 'anything'), ['anything'])
  t.strictSame(match('fo::*:static::*', 'fo::a:b:static::c'), ['a:b', 'c'])
  t.strictSame(match('a', 'a'), [])
  t.equal(match('a', 'ab'), undefined)
  t.equal(match('nvidia_nim/*', 'nvidia/x'), undefined)
  t.equal(match('ab*ba', 'aba'), undefined)
})

t.test('stars take what the same regular expression would give them', async (t) => {
  const text = fc
    .string({ unit: fc.constantFrom('a', 'b', '*'), maxLength: 6 })
    .filter((pattern) => pattern.includes('*'))
  const name = fc.string({ unit: fc.constantFrom('a', 'b'), maxLength: 8 })
  fc.assert(
    fc.property(text, name, (pattern, candidate) => {
      const expression = new RegExp(`^${pattern.replaceAll('*', '(.*)')}$`)
      t.strictSame(match(pattern, candidate), expression.exec(candidate)?.slice(1), `${pattern} ${candidate}`)
    }),
    { numRuns: 300 }
  )
})

t.test('a name made to be slow is not', async (t) => {
  t.equal(match(`${'*a'.repeat(50)}b`, 'a'.repeat(100_000)), undefined)
})

t.test('captures fill another pattern, star by star', async (t) => {
  t.equal(fillPattern('openai/*-*', ['a', 'b']), 'openai/a-b')
  t.equal(fillPattern('fixed', ['a']), 'fixed')
  t.equal(fillPattern('*/*', ['a']), 'a/')
})

t.test('more letters come first, then fewer stars', async (t) => {
  const sorted = ['*', 'a*', '*a*', 'abc*', 'ab*'].map(parsePattern).sort(bySpecificity)
  t.strictSame(
    sorted.map(({ text }) => text),
    ['abc*', 'ab*', 'a*', '*a*', '*']
  )
})
