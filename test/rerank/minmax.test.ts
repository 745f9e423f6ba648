import fc from 'fast-check'
import t from 'tap'
import { minmax } from '../../src/rerank/minmax.ts'

t.test('the least is 0, the most is 1, and the rest lies between in proportion', async (t) => {
  const show = minmax(Float64Array.of(-10, 30, 0))
  t.strictSame([-10, 0, 30].map(show), [0, 0.25, 1])
})

t.test('scores that are all the same are all the best', async (t) => {
  t.equal(minmax(Float64Array.of(-3, -3))(-3), 1)
  t.equal(minmax(new Float64Array(0))(1), 1)
})

t.test('no finite scores overflow, and the order stays', async (t) => {
  const any = fc.double({ noNaN: true, noDefaultInfinity: true })
  fc.assert(
    fc.property(fc.array(any, { minLength: 2 }), (scores) => {
      const show = minmax(Float64Array.from(scores))
      const shown = scores.toSorted((a, b) => a - b).map(show)
      return shown.every((value, at) => value >= 0 && value <= 1 && value >= (shown[at - 1] ?? 0))
    })
  )
  t.strictSame(
    [-Number.MAX_VALUE, Number.MAX_VALUE].map(minmax(Float64Array.of(-Number.MAX_VALUE, Number.MAX_VALUE))),
    [0, 1]
  )
})
