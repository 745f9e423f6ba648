import t from 'tap'
import { writeAscii } from '../../src/json/write-ascii.ts'

t.test('a text is written where it is to begin, and its end told', async (t) => {
  const target = Buffer.from('abcdefgh')
  t.equal(writeAscii('},{', target, 2), 5)
  t.equal(target.toString(), 'ab},{fgh')
  t.equal(writeAscii('', target, 8), 8)
})
