import type { PairStore } from './pair-store.ts'
import type { RedisConnection } from './redis-connection.ts'

/** A score as a little-endian double, and the second of the epoch in which it was kept, for `s-maxage`. */
const scoreBytes = 8
const valueBytes = scoreBytes + 4

/**
 * Scores in Redis, shared by processes. A request's pairs are read and written in one round trip each.
 * @param prefix of every key
 * @param nowMs the time of day in milliseconds since the epoch
 */
export function createRedisPairStore(redis: RedisConnection, prefix: string, nowMs: () => number): PairStore {
  return {
    async read(digests, { maxAgeMs }) {
      const values = new Float64Array(digests.length / 4).fill(Number.NaN)
      if (!redis.isUsable()) return values
      const oldestS = maxAgeMs === undefined ? 0 : (nowMs() - maxAgeMs) / 1000
      try {
        for (const [index, found] of (await redis.mGetBuffers(keysOf(digests, prefix))).entries()) {
          if (found?.length !== valueBytes || found.readUInt32LE(scoreBytes) < oldestS) continue
          const score = found.readDoubleLE(0)
          if (Number.isFinite(score)) values[index] = score
        }
      } catch {
        // Redis is a cache here: without it, everything is simply not there.
      }
      return values
    },
    write(digests, values, ttlMs) {
      // Redis takes whole milliseconds, and not 0: a refusal would count as its fault.
      const wholeMs = Math.ceil(ttlMs)
      if (wholeMs < 1 || values.length === 0 || !redis.isUsable()) return
      const keptAtS = Math.floor(nowMs() / 1000)
      const entries = keysOf(digests, prefix).map((key, index) => {
        const value = Buffer.allocUnsafe(valueBytes)
        value.writeDoubleLE(values[index] ?? Number.NaN)
        value.writeUInt32LE(keptAtS, scoreBytes)
        return [key, value] as const
      })
      redis.setMany(entries, wholeMs).catch(() => undefined)
    }
  }
}

function keysOf(digests: Uint32Array, prefix: string): string[] {
  const bytes = Buffer.from(digests.buffer, digests.byteOffset, digests.byteLength)
  return Array.from({ length: digests.length / 4 }, (_, index) => {
    return prefix + bytes.toString('base64url', 16 * index, 16 * index + 16)
  })
}
