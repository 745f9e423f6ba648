import t from 'tap'
import { digestsAt, missingOf, readKnown } from '../../src/scoring/read-known.ts'
import { cacheWith } from './given.ts'

t.test('what is kept of the missing pairs is filled in', async (t) => {
  const { store } = cacheWith()
  const digests = Uint32Array.from({ length: 16 }, (_, word) => word)
  store.write(digestsAt(digests, Uint32Array.of(1, 3)), Float64Array.of(10, 30), 1000)
  const values = Float64Array.of(0, Number.NaN, Number.NaN, 7)
  const missing = missingOf(values)
  t.strictSame([...missing], [1, 2])
  const left = await readKnown(store, { digests, values }, missing, { maxAgeMs: undefined })
  t.strictSame([...left], [2])
  t.strictSame(values, Float64Array.of(0, 10, Number.NaN, 7))
})
