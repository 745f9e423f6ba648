import t from 'tap'
import { freePart } from '../../src/server/free-part.ts'

t.test('the memory of a part is given back', async (t) => {
  const part = Buffer.allocUnsafeSlow(64 * 1024)
  freePart(part)
  t.equal(part.length, 0)
  t.equal(part.buffer.byteLength, 0)
})

t.test('but not where others share it, nor where it is little', async (t) => {
  const shared = Buffer.alloc(64 * 1024)
  const head = shared.subarray(0, 32 * 1024)
  freePart(head)
  t.equal(head.length, 32 * 1024)
  t.equal(shared.length, 64 * 1024)
  for (const [bytes, left] of [
    [16 * 1024 - 1, 16 * 1024 - 1],
    [16 * 1024, 0]
  ] as const) {
    const part = Buffer.allocUnsafeSlow(bytes)
    freePart(part)
    t.equal(part.length, left)
  }
  const ofThreads = Buffer.from(new SharedArrayBuffer(64 * 1024))
  freePart(ofThreads)
  t.equal(ofThreads.length, 64 * 1024)
})
