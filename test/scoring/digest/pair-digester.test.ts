import t from 'tap'
import { digestWords } from '../../../src/scoring/digest/pair-digester.ts'

t.test('a digest is 128 bits', async (t) => {
  t.equal(32 * digestWords, 128)
})
