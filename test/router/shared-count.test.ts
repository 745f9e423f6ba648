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
