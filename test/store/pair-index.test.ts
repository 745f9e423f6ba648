import t from 'tap'
import { PairIndex, rowWords } from '../../src/store/pair-index.ts'

/** A ring of so many rows, and an index over it, filled as a store would. */
function filled(rows: number) {
  const ring = new Uint32Array(rows * rowWords)
  const index = new PairIndex(ring)
  let next = 0
  return {
    index,
    add(digest: Uint32Array): void {
      index.approach(digest)
      const known = index.find(digest, 0, next)
      index.point(known < 0 ? index.room(digest, 0, next) : known, digest, 0, next)
      ring.set(digest, (next % rows) * rowWords)
      next++
    },
    age: (digest: Uint32Array) => {
      const slot = index.find(digest, 0, next)
      return slot < 0 ? undefined : index.age(slot, next)
    }
  }
}

const digestOf = (first: number, second = 0) => Uint32Array.of(first, second, 5, 6)

t.test('a row is found by its digest until it is written over', async (t) => {
  const { add, age } = filled(3)
  t.equal(age(digestOf(1)), undefined)
  for (const first of [1, 2, 3]) add(digestOf(first))
  t.strictSame(
    [1, 2, 3, 4].map((first) => age(digestOf(first))),
    [3, 2, 1, undefined]
  )
  add(digestOf(4))
  t.equal(age(digestOf(1)), undefined)
  add(digestOf(2))
  t.equal(age(digestOf(2)), 1, 'one that is written again has its latest row')
})

t.test('a tag alone is no proof', async (t) => {
  const { add, age } = filled(100)
  add(digestOf(1, 0x0107))
  t.equal(age(digestOf(1, 0x0207)), undefined)
  t.equal(age(digestOf(1, 0x0107)), 1)
})

t.test('where a bucket is full its oldest row is lost', async (t) => {
  const { add, age, index } = filled(1000)
  const buckets = index.bytes / 64
  // All of one bucket.
  for (let each = 0; each < 17; each++) add(digestOf(each * buckets, each + 1))
  t.equal(age(digestOf(0, 1)), undefined)
  for (let each = 1; each < 17; each++) t.equal(age(digestOf(each * buckets, each + 1)), 17 - each)
})
