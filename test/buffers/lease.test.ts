import t from 'tap'
import { Lease } from '../../src/buffers/lease.ts'

t.test('a buffer is given back once; a second time is a bug that shows', async (t) => {
  const given: Buffer[] = []
  const bytes = Buffer.from('abc')
  const lease = new Lease(bytes, (back) => given.push(back))
  lease.release()
  t.strictSame(given, [bytes])
  t.throws(() => lease.release(), { message: 'a leased buffer was given back twice' })
  t.equal(given.length, 1)
})
