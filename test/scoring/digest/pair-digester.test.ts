import t from 'tap'
import { digestWords, imageMark } from '../../../src/scoring/digest/pair-digester.ts'

t.test('a digest is 128 bits', async (t) => {
  t.equal(32 * digestWords, 128)
})

t.test('what marks an image stands in no literal', async (t) => {
  t.notOk(JSON.stringify(`a${imageMark}b`).includes(imageMark))
})
