import t from 'tap'
import { GatheredScores } from '../../src/scoring/gathered-scores.ts'

t.test('chunks come to stand where their documents do, in whatever order they come', async (t) => {
  const gathered = new GatheredScores(5)
  t.equal(gathered.values.length, 0)
  gathered.take(3, Float64Array.of(4, 5))
  gathered.take(0, Float64Array.of(1, 2, 3))
  t.strictSame(gathered.values, Float64Array.of(1, 2, 3, 4, 5))
})

t.test('the scores of one call are taken as they are', async (t) => {
  const gathered = new GatheredScores(2)
  const values = Float64Array.of(1, 2)
  gathered.take(0, values)
  t.equal(gathered.values, values)
})
