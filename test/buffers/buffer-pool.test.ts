import t from 'tap'
import { Arena } from '../../src/buffers/arena.ts'
import { BufferPool } from '../../src/buffers/buffer-pool.ts'
import { collectGarbage } from './collect-garbage.ts'

const large = 100_000

t.test('a buffer has the length that was asked for, and wastes at most a fifth', async (t) => {
  for (const length of [0, 1, 65_535, 65_536, 65_537, 81_920, 81_921, large, 2_097_152, 2_097_153, 5_000_000]) {
    const { bytes } = new BufferPool({ maxKeptBytes: 0 }).lease(length)
    t.equal(bytes.length, length)
    if (length >= 65_536) t.ok(bytes.buffer.byteLength <= length * 1.25, `${length} in ${bytes.buffer.byteLength}`)
  }
})

t.test('what was given back is used again, and what was not never is', async (t) => {
  const pool = new BufferPool({ maxKeptBytes: 1e6 })
  const first = pool.lease(large)
  const second = pool.lease(large)
  t.not(first.bytes.buffer, second.bytes.buffer)
  first.release()
  t.equal(pool.lease(large - 10).bytes.buffer, first.bytes.buffer)
  t.not(pool.lease(large).bytes.buffer, second.bytes.buffer)
})

t.test('the pool keeps no more than it may', async (t) => {
  const pool = new BufferPool({ maxKeptBytes: 300_000 })
  const leases = Array.from({ length: 10 }, () => pool.lease(large))
  for (const lease of leases) lease.release()
  t.ok(pool.keptBytes > 0 && pool.keptBytes <= 300_000, String(pool.keptBytes))
  pool.lease(large)
  t.ok(pool.keptBytes < 200_000)
})

t.test('small buffers do not overlap, and are never used again', async (t) => {
  const pool = new BufferPool({ maxKeptBytes: 1e6 })
  const leases = Array.from({ length: 400 }, (_, index) => pool.lease((index * 97) % 20_000))
  for (const [index, { bytes }] of leases.entries()) bytes.fill(index % 251)
  const spoilt = leases.filter(({ bytes }, index) => !bytes.every((byte) => byte === index % 251))
  t.equal(spoilt.length, 0)
  for (const lease of leases) lease.release()
  const places = leases.map(({ bytes }) => bytes)
  for (let index = 0; index < 400; index++) {
    const { bytes } = pool.lease(1 + ((index * 97) % 20_000))
    const end = bytes.byteOffset + bytes.length
    const taken = places.some(
      (other) =>
        other.buffer === bytes.buffer && other.byteOffset < end && bytes.byteOffset < other.byteOffset + other.length
    )
    t.notOk(taken, String(index))
    if (taken) break
  }
})

t.test('small buffers are nobody to keep', async (t) => {
  const pool = new BufferPool({ maxKeptBytes: 1e6 })
  pool.lease(100).release()
  t.equal(pool.keptBytes, 0)
})

t.test('a poisoning pool overwrites what comes back', async (t) => {
  const lease = new BufferPool({ maxKeptBytes: 1e6, isPoisoning: true }).lease(large)
  lease.bytes.fill('a')
  lease.release()
  t.equal(lease.bytes[0], 0xdd)
  t.equal(lease.bytes.at(-1), 0xdd)
})

t.test('large buffers come from the arena while that has room, and from elsewhere after', async (t) => {
  const memory = new ArrayBuffer(250_000)
  const arena = new Arena(memory, 0, 245_760)
  const pool = new BufferPool({ maxKeptBytes: 1e6, arena, isPoisoning: true })
  const [first, second, third] = [pool.lease(large), pool.lease(large), pool.lease(large)]
  t.strictSame(
    [first, second, third].map(({ bytes }) => bytes.buffer === memory),
    [true, true, false]
  )
  t.not(pool.lease(1000).bytes.buffer, memory)
  first.bytes.fill('a')
  first.release()
  t.equal(first.bytes.at(-1), 0xdd)
  t.equal(pool.lease(large).bytes.byteOffset, first.bytes.byteOffset)
  t.equal(pool.keptBytes, 0)
  third.release()
  t.ok(pool.keptBytes > 0)
})

t.test('what is let go of is not used again as long as it is held', async (t) => {
  const arena = new Arena(new ArrayBuffer(122_880), 0, 122_880)
  const pool = new BufferPool({ maxKeptBytes: 1e6, arena, isPoisoning: true })
  const lease = pool.lease(large)
  lease.bytes.fill('a')
  lease.letGo()
  await collectGarbage()
  const other = pool.lease(large)
  t.not(other.bytes.buffer, lease.bytes.buffer)
  other.bytes.fill('b')
  t.ok(lease.bytes.every((byte) => byte === 0x61))
  t.equal(pool.keptBytes, 0)
})
