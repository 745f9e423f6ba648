import t from 'tap'
import { SharedCount } from '../../src/router/shared-count.ts'

t.test('what others added is the total without our own', async (t) => {
  const count = new SharedCount()
  count.add(3)
  count.add(2)
  t.equal(count.untold, 5)
  count.learn(5, 12)
  t.strictSame([count.untold, count.others], [0, 7])
  count.add(1)
  t.strictSame([count.untold, count.others], [1, 7], 'our own changes nothing of it')
  count.learn(0, 13)
  t.strictSame([count.untold, count.others], [1, 8], 'a reading tells nothing')
})

t.test('a store that lost its memory is told the rest again', async (t) => {
  const count = new SharedCount()
  count.add(10)
  count.learn(10, 14)
  count.add(2)
  count.learn(2, 3)
  t.strictSame([count.untold, count.others], [10, 1])
  count.learn(10, 13)
  t.strictSame([count.untold, count.others], [0, 1])
})

t.test('what a store has refused is not told again, unless it has a count after all', async (t) => {
  const count = new SharedCount()
  count.add(10)
  count.learn(10, undefined)
  t.strictSame([count.untold, count.others], [0, 0])
  count.learn(0, 4)
  t.strictSame([count.untold, count.others], [10, 4])
})

t.test('it is whole, and small enough for a store to add up', async (t) => {
  const count = new SharedCount()
  count.add(12.5)
  t.equal(count.untold, 13)
  count.add(1.7e308)
  count.add(1.7e308)
  t.equal(count.untold, Number.MAX_SAFE_INTEGER)
})
