import t from 'tap'
import { passthrough } from '../../src/providers/passthrough.ts'
import { rank } from '../../src/rerank/rank.ts'
import { requestOf } from '../fixtures.ts'

const { signal } = new AbortController()

t.test('documents keep the order in which they were sent', async (t) => {
  const { values } = await passthrough.score(requestOf(['a', 'b', 'c', 'd']), signal)
  t.strictSame([...values], [1, 0.75, 0.5, 0.25])
  t.strictSame(
    rank(values, undefined).map(({ index }) => index),
    [0, 1, 2, 3]
  )
})

t.test('it says that its scores are an order and nothing else', async (t) => {
  t.equal(passthrough.scale, 'order')
  t.equal(passthrough.pointwise, false)
})
