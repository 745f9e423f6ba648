import t from 'tap'
import { SlidingCount } from '../../src/router/sliding-count.ts'

t.test('what happened is counted for the whole window, and forgotten within a twelfth of it', async (t) => {
  const count = new SlidingCount(60_000)
  count.add(1000, 2)
  count.add(30_000, 3)
  t.equal(count.total(59_999), 5)
  t.equal(count.total(61_000), 5, 'never shorter than the window')
  t.equal(count.total(65_000), 3)
  t.equal(count.total(95_000), 0)
})

t.test('a long silence empties the window', async (t) => {
  const count = new SlidingCount(60_000)
  count.add(0, 7)
  t.equal(count.total(1e9), 0)
  count.add(1e9, 1)
  t.equal(count.total(1e9), 1)
})

t.test('it says when the oldest will be forgotten', async (t) => {
  const count = new SlidingCount(60_000)
  t.equal(count.freesInMs(100), 0, 'nothing to forget')
  count.add(7000, 1)
  count.add(20_000, 1)
  const frees = count.freesInMs(20_000)
  t.equal(frees, 50_000)
  t.equal(count.total(20_000 + frees - 1), 2)
  t.equal(count.total(20_000 + frees), 1)
})

t.test('a clock that stands still or an earlier reading change nothing', async (t) => {
  const count = new SlidingCount(60_000)
  count.add(50_000, 1)
  t.equal(count.total(49_000), 1)
  count.clear()
  t.equal(count.total(50_000), 0)
})
