import fc from 'fast-check'
import t from 'tap'
import { type ChunkBounds, planChunks } from '../../src/scoring/plan-chunks.ts'

function sizes(count: number, bounds: Partial<ChunkBounds>): number[] {
  const all = { maxDocuments: Number.POSITIVE_INFINITY, measures: [], unit: 1, ...bounds }
  return planChunks(count, all).map(({ start, end }) => end - start)
}

t.test('as few chunks as will do, and even ones', async (t) => {
  t.strictSame(sizes(1000, { maxDocuments: 512 }), [500, 500])
  t.strictSame(sizes(512, { maxDocuments: 512 }), [512])
  t.strictSame(
    sizes(10_000, { maxDocuments: 512 }),
    Array.from({ length: 20 }, () => 500)
  )
  t.strictSame(sizes(7, { maxDocuments: 3 }), [3, 2, 2])
  t.strictSame(sizes(0, { maxDocuments: 3 }), [])
})

t.test('chunks fill whole units where calls are billed by them', async (t) => {
  t.strictSame(sizes(10_050, { maxDocuments: 10_000, unit: 100 }), [5100, 4950])
  t.strictSame(sizes(50, { maxDocuments: 100, unit: 100 }), [50])
})

t.test('a document too large for any chunk has one of its own', async (t) => {
  const weights = [1, 9, 1, 1]
  t.strictSame(sizes(4, { measures: [{ most: 3, weigh: (index) => weights[index] ?? 0 }] }), [1, 1, 2])
})

t.test(
  'for any sizes and limits: everything once, nothing over the limits, and not one call more than needed',
  async (t) => {
    const weights = fc.array(fc.integer({ min: 1, max: 50 }), { maxLength: 200 })
    const given = fc.record({
      weights,
      maxDocuments: fc.integer({ min: 1, max: 40 }),
      most: fc.integer({ min: 1, max: 200 }),
      unit: fc.constantFrom(1, 1, 5, 10)
    })
    fc.assert(
      fc.property(given, ({ weights, maxDocuments, most, unit }) => {
        const weigh = (index: number) => weights[index] ?? 0
        const chunks = planChunks(weights.length, { maxDocuments, measures: [{ most, weigh }], unit })
        let end = 0
        for (const chunk of chunks) {
          if (chunk.start !== end || chunk.end <= chunk.start || chunk.end - chunk.start > maxDocuments) return false
          const sum = weights.slice(chunk.start, chunk.end).reduce((a, b) => a + b, 0)
          if (sum > most && chunk.end - chunk.start > 1) return false
          end = chunk.end
        }
        return end === weights.length && chunks.length === fewest(weights, maxDocuments, most)
      })
    )
    t.pass('for 100 cases')
  }
)

/** Filling every chunk to the brim. */
function fewest(weights: readonly number[], maxDocuments: number, most: number): number {
  let chunks = 0
  let count = 0
  let sum = 0
  for (const weight of weights) {
    if (chunks === 0 || count === maxDocuments || sum + weight > most) {
      chunks++
      count = 0
      sum = 0
    }
    count++
    sum += weight
  }
  return chunks
}
