import t from 'tap'
import { isBusy } from '../../src/main/is-busy.ts'

t.test('a pipe that is full is busy, and one that nobody reads or a disk that is full is not', async (t) => {
  const coded = (code: string): Error => Object.assign(new Error(code), { code })
  t.strictSame(['EAGAIN', 'EBUSY'].map(coded).map(isBusy), [true, true])
  t.strictSame([coded('EPIPE'), coded('ENOSPC'), new Error('EAGAIN'), 'EAGAIN'].map(isBusy), [
    false,
    false,
    false,
    false
  ])
})
