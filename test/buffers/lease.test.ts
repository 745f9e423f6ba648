import t from 'tap'
import { Lease } from '../../src/buffers/lease.ts'

const bytes = Buffer.from('abc')

t.test('a buffer is given back once; a second time is a bug that shows', async (t) => {
  const given: Buffer[] = []
  const lease = new Lease(bytes, { giveBack: (back) => given.push(back) })
  lease.release()
  t.strictSame(given, [bytes])
  t.throws(() => lease.release(), { message: 'a leased buffer was given back twice' })
  t.throws(() => lease.letGo(), { message: 'a leased buffer was given back twice' })
  t.equal(given.length, 1)
})

t.test('one that is let go of is not given back', async (t) => {
  const told: string[] = []
  const lease = new Lease(bytes, { giveBack: () => told.push('given back'), letGo: () => told.push('let go') })
  lease.letGo()
  t.strictSame(told, ['let go'])
  t.throws(() => lease.release(), { message: 'a leased buffer was given back twice' })
  new Lease(bytes, { giveBack: () => told.push('given back') }).letGo()
  new Lease(bytes, undefined).letGo()
  new Lease(bytes, undefined).release()
  t.strictSame(told, ['let go'])
})
