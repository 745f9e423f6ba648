import t from 'tap'
import { paintFor } from '../../src/main/paint.ts'

t.test('colours are for a terminal that wants them', async (t) => {
  t.equal(paintFor(true, {}).good('ok'), '\u001b[32mok\u001b[39m')
  t.equal(paintFor(true, { NO_COLOR: '1' }).bad('x'), 'x')
  t.equal(paintFor(false, {}).strong('x'), 'x')
})
