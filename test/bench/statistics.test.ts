import t from 'tap'
import { quantile, spread } from '../../bench/statistics.ts'

t.test('a spread is the median, the least and the most, whatever the order', async (t) => {
  t.strictSame(spread([9, 1, 5]), { median: 5, min: 1, max: 9 })
  t.strictSame(spread([10, 2, 4, 9]), { median: 6.5, min: 2, max: 10 })
  t.strictSame(spread([7]), { median: 7, min: 7, max: 7 })
})

t.test('a quantile lies between its neighbours in proportion', async (t) => {
  const hundredAndOne = Float64Array.from({ length: 101 }, (_, index) => index)
  t.equal(quantile(hundredAndOne, 0.5), 50)
  t.equal(quantile(hundredAndOne, 0.99), 99)
  t.equal(quantile([10, 20], 0.25), 12.5)
  t.equal(quantile([3], 0.99), 3)
})

t.test('nothing has no quantile', async (t) => {
  t.throws(() => spread([]), new RangeError('a quantile needs at least one value'))
})
