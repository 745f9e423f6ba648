import t from 'tap'
import { memoryStore } from '../../src/store/memory-store.ts'
import { manualTime } from '../clock/manual-time.ts'
import { keepsStoreContract } from './contract.ts'

keepsStoreContract(t, async () => {
  const { clock, advance } = manualTime()
  const store = memoryStore(clock)
  return { store, another: store, pass: advance }
})

t.test('what has expired leaves the memory, though nobody asks for it', async (t) => {
  const { clock, advance } = manualTime()
  let clockReads = 0
  const store = memoryStore({
    now: () => {
      clockReads++
      return clock.now()
    }
  })
  const flags = (from: number, ttlMs: number) =>
    Array.from({ length: 1024 }, (_, at) => ({ kind: 'flag', key: String(from + at), text: '', ttlMs }) as const)
  await store.exchange(flags(0, 10))
  t.equal(clockReads, 1024)
  advance(10)
  await store.exchange(flags(1024, 1000))
  t.equal(clockReads, 1024 * 2 + 1, 'one sweep made room')
  t.strictSame(await store.exchange([{ kind: 'read', key: '1024' }]), [''])
})
