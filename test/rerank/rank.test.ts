import fc from 'fast-check'
import t from 'tap'
import { rank } from '../../src/rerank/rank.ts'

/** Few distinct values, so that there are ties, and the extremes. */
const scores = fc
  .array(
    fc.oneof(
      fc.constantFrom(-1.5, -0, 0, 0.5, 1.7e308, -1.7e308, 5e-324),
      fc.double({ noNaN: true, noDefaultInfinity: true })
    ),
    {
      maxLength: 60
    }
  )
  .map((values) => Float64Array.from(values))
const topN = fc.option(fc.integer({ min: 1, max: 70 }), { nil: undefined })

const indexes = (values: readonly number[], topN?: number): number[] =>
  rank(Float64Array.from(values), topN).map(({ index }) => index)

t.test(
  'P1 a ranking has min(top_n, n) documents, each once, with its own score, best first, ties by index',
  async () => {
    fc.assert(
      fc.property(scores, topN, (values, topN) => {
        const ranking = rank(values, topN)
        const isOwn = ranking.every(({ index, score }) => Object.is(values[index], score))
        const isSorted = ranking.every((here, place) => {
          const next = ranking[place + 1]
          return next === undefined || here.score > next.score || (here.score === next.score && here.index < next.index)
        })
        return ranking.length === Math.min(topN ?? values.length, values.length) && isOwn && isSorted
      })
    )
  }
)

t.test('P1 what is cut is never better than what is kept', async () => {
  fc.assert(
    fc.property(scores, fc.integer({ min: 1, max: 70 }), (values, topN) => {
      const whole = rank(values, undefined)
      return JSON.stringify(rank(values, topN)) === JSON.stringify(whole.slice(0, topN))
    })
  )
})

t.test('P1 the order of the documents changes nothing but ties', async () => {
  const shuffles = scores.chain((values) => {
    const places = Array.from(values.keys())
    return fc.tuple(fc.constant(values), fc.shuffledSubarray(places, { minLength: places.length }))
  })
  fc.assert(
    fc.property(shuffles, ([values, places]) => {
      const shuffled = rank(
        Float64Array.from(places, (place) => values[place] ?? 0),
        undefined
      )
      const ranking = rank(values, undefined)
      return ranking.every(({ score }, place) => shuffled[place]?.score === score)
    })
  )
})

t.test('equal scores keep the order of the documents, 0 and -0 too', async (t) => {
  t.strictSame(indexes([1, 1, 2, 1]), [2, 0, 1, 3])
  t.strictSame(indexes([-0, 0, -0]), [0, 1, 2])
  t.strictSame(
    indexes(Array.from({ length: 600 }, () => 0.5)),
    Array.from({ length: 600 }, (_, index) => index)
  )
})

t.test('top_n cuts, and more than all is all', async (t) => {
  t.strictSame(indexes([0.1, 0.9, 0.5], 1), [1])
  t.strictSame(indexes([0.1, 0.9, 0.5], 3), [1, 2, 0])
  t.strictSame(indexes([0.1, 0.9, 0.5], 10), [1, 2, 0])
  t.strictSame(indexes([], 5), [])
})
