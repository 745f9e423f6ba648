import t from 'tap'
import { readReason } from '../../src/router/read-reason.ts'

t.test('every eight letters in a row are known', async (t) => {
  const { text, folded, runs } = readReason('Too "long"!!')
  t.equal(text, 'Too "long"!!')
  t.equal(folded.letters, 'toolong!!')
  t.strictSame([...runs], ['toolong!', 'oolong!!'])
  t.equal(readReason('short').runs.size, 0)
})
