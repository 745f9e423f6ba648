import t from 'tap'
import { isExplained } from '../../../src/server/dialects/explain-header.ts'

t.test('an explanation is given to those who ask for it', async (t) => {
  t.equal(isExplained({}), false)
  for (const [value, wanted] of [
    ['1', true],
    ['true', true],
    ['0', false],
    ['false', false]
  ] as const) {
    t.equal(isExplained({ 'x-rankgate-explain': value }), wanted, value)
  }
  t.throws(() => isExplained({ 'x-rankgate-explain': 'please' }), {
    code: 'invalid_request',
    param: 'x-rankgate-explain',
    message: 'x-rankgate-explain: must be 1 or 0'
  })
})
