import type { Clock } from '../clock/clock.ts'
import type { Operation, Store } from './store.ts'

interface Entry {
  readonly text: string
  /** On the store's clock. */
  readonly expiresAt: number
}

const firstSweepSize = 1024

/** A store in the memory of this process. */
export function memoryStore(clock: Clock): Store {
  const entries = new Map<string, Entry>()
  let sweepSize = firstSweepSize

  function read(key: string): string | undefined {
    const entry = entries.get(key)
    return entry === undefined || entry.expiresAt <= clock.now() ? undefined : entry.text
  }

  function write(key: string, text: string, ttlMs: number): void {
    if (entries.size >= sweepSize) sweep()
    entries.set(key, { text, expiresAt: clock.now() + ttlMs })
  }

  /** Whatever is never read again must not stay; doubling makes it cheap. */
  function sweep(): void {
    const now = clock.now()
    for (const [key, { expiresAt }] of entries) if (expiresAt <= now) entries.delete(key)
    sweepSize = Math.max(firstSweepSize, entries.size * 2)
  }

  function result(operation: Operation): string | undefined {
    switch (operation.kind) {
      case 'add': {
        const total = String(Number(read(operation.key) ?? 0) + operation.amount)
        write(operation.key, total, operation.ttlMs)
        return total
      }
      case 'flag':
        write(operation.key, operation.text, operation.ttlMs)
        return undefined
      case 'read':
        return read(operation.key)
    }
  }

  return { isUsable: () => true, exchange: async (operations) => operations.map(result) }
}
