import t from 'tap'
import { chunkBounds, fitsOneCall } from '../../src/scoring/chunk-bounds.ts'
import { requestOf } from '../fixtures.ts'

const open = {
  maxDocuments: Number.POSITIVE_INFINITY,
  maxBytes: Number.MAX_SAFE_INTEGER,
  maxTokens: Number.POSITIVE_INFINITY,
  documentsPerUnit: 1
}
const request = requestOf(['x'.repeat(1000), 'y'.repeat(1000)])

t.test('what is without limit is not measured', async (t) => {
  const bounds = chunkBounds(request, open)
  t.strictSame(bounds, { maxDocuments: Number.POSITIVE_INFINITY, measures: [], unit: 1 })
  t.ok(fitsOneCall(request, bounds))
})

t.test('documents, bytes and tokens each may be too much for one call', async (t) => {
  const fits = (limits: object): boolean => fitsOneCall(request, chunkBounds(request, { ...open, ...limits }))
  t.strictSame([fits({ maxDocuments: 2 }), fits({ maxDocuments: 1 })], [true, false])
  t.strictSame([fits({ maxBytes: 5000 }), fits({ maxBytes: 2500 })], [true, false])
  t.strictSame([fits({ maxTokens: 1000 }), fits({ maxTokens: 500 })], [true, false])
})
