import t from 'tap'
import type { RedisConnection } from '../../src/store/redis-connection.ts'
import { createRedisPairStore } from '../../src/store/redis-pair-store.ts'

const digests = Uint32Array.from({ length: 12 }, (_, word) => word)
const any = { maxAgeMs: undefined }

function redisWith(changes: Partial<RedisConnection> = {}) {
  const kept = new Map<string, Buffer>()
  const trips: string[] = []
  const redis: RedisConnection = {
    isUsable: () => true,
    mGetBuffers: async (keys) => {
      trips.push(`get ${keys.length}`)
      return keys.map((key) => kept.get(key))
    },
    setMany: async (entries, ttlMs) => {
      trips.push(`set ${entries.length} for ${ttlMs}`)
      for (const [key, value] of entries) kept.set(key, value)
    },
    ...changes
  }
  return { redis, kept, trips }
}

t.test('pairs are written and read in one round trip each, bit for bit', async (t) => {
  const { redis, kept, trips } = redisWith()
  const store = createRedisPairStore(redis, 'n:', () => 1000)
  store.write(digests.subarray(4), Float64Array.of(0.1 + 0.2, -7), 5000)
  t.strictSame(await store.read(digests, any), Float64Array.of(Number.NaN, 0.1 + 0.2, -7))
  t.strictSame(trips, ['set 2 for 5000', 'get 3'])
  for (const [key, value] of kept) {
    t.match(key, /^n:[\w-]{22}$/)
    t.equal(value.length, 12)
  }
})

t.test('a reader may ask for nothing older than so much', async (t) => {
  const { redis } = redisWith()
  let nowMs = 1_000_000
  const store = createRedisPairStore(redis, '', () => nowMs)
  store.write(digests.subarray(0, 4), Float64Array.of(3), 60_000)
  nowMs += 10_000
  t.strictSame(await store.read(digests.subarray(0, 4), { maxAgeMs: 10_000 }), Float64Array.of(3))
  t.strictSame(await store.read(digests.subarray(0, 4), { maxAgeMs: 9000 }), Float64Array.of(Number.NaN))
})

t.test('without Redis, and with what others have written there, everything is simply not there', async (t) => {
  const nothing = new Float64Array(3).fill(Number.NaN)
  const { redis: resting, trips } = redisWith({ isUsable: () => false })
  const away = createRedisPairStore(resting, '', Date.now)
  away.write(digests, new Float64Array(3), 1000)
  t.strictSame(await away.read(digests, any), nothing)
  t.strictSame(trips, [])

  const fails = () => Promise.reject(new Error('reset'))
  const broken = createRedisPairStore(redisWith({ mGetBuffers: fails, setMany: fails }).redis, '', Date.now)
  broken.write(digests, new Float64Array(3), 1000)
  t.strictSame(await broken.read(digests, any), nothing)

  const infinite = Buffer.alloc(12)
  infinite.writeDoubleLE(Number.POSITIVE_INFINITY)
  const odd = async () => [Buffer.from('12.5'), infinite]
  t.strictSame(
    await createRedisPairStore(redisWith({ mGetBuffers: odd }).redis, '', Date.now).read(digests, any),
    nothing
  )
})

t.test('nothing is not written', async (t) => {
  const { redis, trips } = redisWith()
  createRedisPairStore(redis, '', Date.now).write(new Uint32Array(0), new Float64Array(0), 1000)
  t.strictSame(trips, [])
})

t.test('Redis is asked for whole milliseconds, and for nothing where there is no time', async (t) => {
  const { redis, trips } = redisWith()
  const store = createRedisPairStore(redis, '', Date.now)
  const one = digests.subarray(0, 4)
  store.write(one, Float64Array.of(1), 0.25)
  store.write(one, Float64Array.of(1), 1500.5)
  store.write(one, Float64Array.of(1), 0)
  t.strictSame(trips, ['set 1 for 1', 'set 1 for 1501'])
})
