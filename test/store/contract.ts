import type { Test } from 'tap'
import type { Outcome, Store } from '../../src/store/store.ts'
import { until } from './connected-link.ts'

export interface StoreUnderTest {
  /** Another process's store, over what is the same. */
  readonly another: Store
  readonly store: Store
  /** Lets time pass that is not real. */
  pass(ms: number): void
}

const minuteMs = 60_000

/** What every store owes. */
export function keepsStoreContract(t: Test, start: (t: Test) => Promise<StoreUnderTest>): void {
  t.test('a counter gives its total after each addition, whoever adds', async (t) => {
    const { store, another } = await start(t)
    const add = (amount: number) => ({ kind: 'add', key: 'requests', amount, ttlMs: minuteMs }) as const
    t.strictSame(await store.exchange([add(2), add(3)]), ['2', '5'])
    t.strictSame(await another.exchange([add(10)]), ['15'])
    t.strictSame(await store.exchange([{ kind: 'read', key: 'requests' }, add(0)]), ['15', '15'])
    await Promise.all(Array.from({ length: 50 }, (_, at) => (at % 2 === 0 ? store : another).exchange([add(1)])))
    t.strictSame(await store.exchange([{ kind: 'read', key: 'requests' }]), ['65'], 'none is lost')
  })

  t.test('a flag gives the text that was set last', async (t) => {
    const { store, another } = await start(t)
    const read = { kind: 'read', key: 'a: b\r\n{c} ü' } as const
    const flag = (text: string) => ({ ...read, kind: 'flag', text, ttlMs: minuteMs }) as const
    t.strictSame(await store.exchange([read, flag('one ü\r\n'), read]), [undefined, undefined, 'one ü\r\n'])
    await another.exchange([flag('two')])
    t.strictSame(await store.exchange([read, { kind: 'read', key: 'other' }]), ['two', undefined])
  })

  t.test('counters and flags are gone after their time, and an addition begins it anew', async (t) => {
    const { store, pass } = await start(t)
    await store.exchange([
      { kind: 'add', key: 'short', amount: 1, ttlMs: 20 },
      { kind: 'flag', key: 'flag', text: 'up', ttlMs: 20 },
      { kind: 'add', key: 'longer', amount: 1, ttlMs: 20 },
      { kind: 'add', key: 'longer', amount: 1, ttlMs: minuteMs }
    ])
    pass(20)
    let read: readonly Outcome[] = ['']
    let isDone = true
    await until(() => {
      if (isDone) {
        isDone = false
        const keys = ['short', 'flag', 'longer']
        void store.exchange(keys.map((key) => ({ kind: 'read', key }))).then((values) => {
          read = values
          isDone = true
        })
      }
      return read[0] === undefined && read[1] === undefined
    })
    t.strictSame(read, [undefined, undefined, '2'])
    t.strictSame(await store.exchange([{ kind: 'add', key: 'short', amount: 4, ttlMs: minuteMs }]), ['4'])
  })

  t.test('nothing asked is nothing done', async (t) => {
    const { store } = await start(t)
    t.ok(store.isUsable())
    t.strictSame(await store.exchange([]), [])
  })
}
