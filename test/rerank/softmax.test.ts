import fc from 'fast-check'
import t from 'tap'
import { softmax } from '../../src/rerank/softmax.ts'

t.test('scores become shares that grow with them and add up to 1', async (t) => {
  const any = fc.double({ min: -1000, max: 1000, noNaN: true })
  fc.assert(
    fc.property(fc.array(any, { minLength: 1, maxLength: 50 }), (scores) => {
      const shown = scores.toSorted((a, b) => a - b).map(softmax(Float64Array.from(scores)))
      const sum = shown.reduce((total, share) => total + share, 0)
      return Math.abs(sum - 1) < 1e-9 && shown.every((share, at) => share >= (shown[at - 1] ?? 0))
    })
  )
  t.equal(softmax(Float64Array.of(2, 2))(2), 0.5)
})

t.test('logits far beyond what exp can hold do not overflow', async (t) => {
  const show = softmax(Float64Array.of(1e6, 1e6 - 1, -1e6))
  t.equal(show(1e6).toFixed(6), '0.731059')
  t.equal(show(-1e6), 0)
})
