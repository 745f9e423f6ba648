import type { Clock } from '../clock/clock.ts'
import type { PairStore } from './pair-store.ts'
import { PairTable } from './pair-table.ts'

/** Each grows for itself, so that no request waits while a million entries are moved. */
const shards = 64
/** How exact times are. 32 bits of them are 13 years. */
const tickMs = 100
const latest = 2 ** 32 - 1

export interface MemoryPairStore extends PairStore {
  /** Scores kept, those that have expired but not been replaced included. */
  readonly count: number
  readonly bytes: number
}

/** Scores in the memory of this process, within `maxBytes`. It begins small and grows. */
export function createMemoryPairStore(maxBytes: number, clock: Clock): MemoryPairStore {
  const tables = Array.from({ length: shards }, () => new PairTable(maxBytes / shards))
  const startedAt = clock.now()
  const ticks = () => Math.floor((clock.now() - startedAt) / tickMs)
  const tableOf = (digests: Uint32Array, at: number) => tables[(digests[at + 3] ?? 0) % shards]

  return {
    get count() {
      return tables.reduce((sum, { count }) => sum + count, 0)
    },
    get bytes() {
      return tables.reduce((sum, { bytes }) => sum + bytes, 0)
    },
    read(digests, { maxAgeMs }) {
      const values = new Float64Array(digests.length / 4)
      const now = ticks()
      const oldest = maxAgeMs === undefined ? 0 : now - maxAgeMs / tickMs
      for (let index = 0; index < values.length; index++) {
        values[index] = tableOf(digests, 4 * index)?.get(digests, 4 * index, now, oldest) ?? Number.NaN
      }
      return values
    },
    write(digests, values, ttlMs) {
      const now = ticks()
      const expires = Math.min(latest, now + Math.ceil(ttlMs / tickMs))
      for (const [index, value] of values.entries()) {
        tableOf(digests, 4 * index)?.set(digests, 4 * index, value, now, expires)
      }
    }
  }
}
