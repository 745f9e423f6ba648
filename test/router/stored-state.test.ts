import { setImmediate as turn } from 'node:timers/promises'
import t, { type Test } from 'tap'
import { detachedAfter } from '../../src/clock/timers.ts'
import { StoredState } from '../../src/router/stored-state.ts'
import { memoryStore } from '../../src/store/memory-store.ts'
import { redisStore } from '../../src/store/redis-store.ts'
import type { Operation, Store } from '../../src/store/store.ts'
import { manualTime } from '../clock/manual-time.ts'
import { linkTo, until } from '../store/connected-link.ts'
import { redisSkip, startRedis } from '../store/start-redis.ts'

const startMs = 1_700_000_040_000

/** Two processes over one store, which the test can switch off and which counts what it is asked. */
function start(t: Test) {
  const time = manualTime()
  const memory = memoryStore(time.clock)
  const asked: (readonly Operation[])[] = []
  const state = { isUsable: true, isBroken: false }
  const store: Store = {
    isUsable: () => state.isUsable,
    exchange: async (operations) => {
      asked.push(operations)
      if (state.isBroken) throw new Error('broken')
      return memory.exchange(operations)
    }
  }
  const epochNow = (): number => startMs + time.clock.now()
  const [here, there] = ['here', 'there'].map((self) => new StoredState({ store, self, epochNow, after: time.after }))
  if (here === undefined || there === undefined) throw new Error('there are two')
  t.teardown(() => {
    here.close()
    there.close()
  })
  const advance = async (ms: number): Promise<void> => {
    time.advance(ms)
    await turn()
  }
  return { here, there, asked, state, time, advance, epochNow }
}

t.test('nothing is asked while nobody asks or tells, and then once for all within a quarter of a second', async (t) => {
  const { here, there, asked, time, advance } = start(t)
  t.strictSame(time.waiting(), [])
  for (let at = 0; at < 100; at++) {
    here.usage('a', 1, 10)
    here.othersUsage('b')
    here.othersRestUntil('b')
  }
  t.strictSame(time.waiting(), [250])
  await advance(250)
  t.equal(asked.length, 1)
  t.strictSame(time.waiting(), [], 'and then it is quiet again')
  there.othersUsage('a')
  await advance(250)
  t.strictSame(there.othersUsage('a'), { requests: 100, tokens: 1000 })
})

t.test('rests reach the others, and are kept here while nobody can be reached', async (t) => {
  const { here, there, advance, state, epochNow, asked } = start(t)
  here.rest('a', epochNow() + 60_000, 'failed')
  there.othersRestUntil('a')
  await advance(250)
  there.othersRestUntil('a')
  await advance(250)
  const restUntil = startMs + 60_000
  t.equal(there.othersRestUntil('a'), restUntil)

  state.isUsable = false
  const before = asked.length
  here.usage('a', 5, 0)
  await advance(250)
  await advance(250)
  t.equal(asked.length, before, 'who is out of reach is not asked')
  t.equal(there.othersRestUntil('a'), restUntil, 'what was learnt stays')
  t.strictSame(there.othersUsage('a'), { requests: 0, tokens: 0 })

  state.isUsable = true
  state.isBroken = true
  await advance(250)
  t.not(asked.length, before)
  state.isBroken = false
  await advance(250)
  there.othersUsage('a')
  await advance(250)
  t.strictSame(there.othersUsage('a'), { requests: 5, tokens: 0 }, 'what could not be told is told later')
})

t.test('many deployments are asked about in turn', async (t) => {
  const { here, asked, advance, time } = start(t)
  const ids = Array.from({ length: 450 }, (_, at) => `d${at}`)
  for (const id of ids) here.othersUsage(id)
  for (const _ of [1, 2, 3]) await advance(250)
  t.strictSame(
    asked.map((operations) => operations.length / 3),
    [200, 200, 50]
  )
  t.equal(new Set(asked.flat().map(({ key }) => key)).size, 450 * 3)
  t.strictSame(time.waiting(), [])
})

t.test('what still holds outlives the sweep of what nobody asks for any more', async (t) => {
  const { here, there, advance, epochNow, time } = start(t)
  there.rest('kept', epochNow() + 600_000, 'failed')
  await advance(250)
  here.othersRestUntil('kept')
  for (let at = 0; at < 1023; at++) here.othersUsage(`d${at}`)
  for (const _ of Array(6)) await advance(250)
  time.advance(120_000)
  here.othersUsage('one too many')
  t.equal(here.othersRestUntil('kept'), startMs + 600_000)
})

t.test('names that clients choose do not fill the memory, nor push out what is counted', async (t) => {
  const { here, asked, advance, epochNow, state } = start(t)
  state.isUsable = false
  here.usage('entry', 3, 0)
  for (let at = 0; at < 30_000; at++) here.rest(`entry model-${at}`, epochNow() + 600_000, 'failed')
  state.isUsable = true
  for (let turn = 0; turn < 150; turn++) await advance(250)
  const told = new Set(asked.flat().map(({ key }) => key))
  t.ok([...told].some((key) => key.endsWith(':entry:requests')))
  const rests = [...told].filter((key) => key.startsWith('rest:')).length
  t.ok(rests >= 10_000 && rests <= 20_000, `${rests}`)
})

t.test('closed is closed', async (t) => {
  const { here, time } = start(t)
  here.usage('a', 1, 0)
  here.close()
  here.usage('a', 1, 0)
  t.strictSame(time.waiting(), [])
})

t.test(
  'over a real Redis: each sees the other; without it all goes on alone; when it is back they share again',
  { skip: redisSkip },
  async (t) => {
    const redis = await startRedis(t)
    const started = ['here', 'there'].map((self) => {
      const { link, told } = linkTo(t, redis.settings)
      const state = new StoredState({
        store: redisStore(link, 'rankgate:', () => t.fail('nothing is refused')),
        self,
        // One minute for the whole test, whenever it runs.
        epochNow: () => startMs,
        after: (_delayMs, callBack) => detachedAfter(1, callBack)
      })
      t.teardown(() => state.close())
      return { link, told, state }
    })
    const [here, there] = started
    if (here === undefined || there === undefined) throw new Error('there are two')
    await until(() => started.every(({ link }) => link.isUsable()))

    here.state.usage('a', 1, 20)
    here.state.rest('a', startMs + 30_000, 'timeout')
    await until(() => there.state.othersUsage('a').tokens === 20)
    await until(() => there.state.othersRestUntil('a') === startMs + 30_000)
    t.strictSame(there.state.othersUsage('a'), { requests: 1, tokens: 20 })
    t.equal(here.state.othersRestUntil('a'), undefined)

    redis.freeze()
    // It does not answer, and nobody waits for that: every call of these is done in the same turn.
    let turns = 0
    const counting = setImmediate(() => {
      turns++
    })
    for (let at = 0; at < 10_000; at++) {
      here.state.usage('a', 1, 1)
      there.state.othersUsage('a')
    }
    t.equal(turns, 0)
    clearImmediate(counting)
    await redis.kill()
    await until(() => started.every(({ link }) => !link.isUsable()))
    t.strictSame(there.state.othersUsage('a'), { requests: 1, tokens: 20 }, 'what was known is known')
    here.state.rest('b', startMs + 40_000, 'reset')
    there.state.usage('b', 2, 2)

    await redis.start()
    await until(() => there.state.othersUsage('a').requests === 10_001)
    await until(() => there.state.othersRestUntil('b') === startMs + 40_000)
    await until(() => here.state.othersUsage('b').requests === 2)
    t.strictSame(there.state.othersUsage('a'), { requests: 10_001, tokens: 10_020 })
    t.strictSame(
      // A busy machine may take its first connection for a lost one.
      started.map(({ told }) => told.slice(-3).map(({ redis }) => redis)),
      Array(2).fill(['connected', 'unreachable', 'connected'])
    )
  }
)

t.test("a neighbour's key multiplies no count", { skip: redisSkip }, async (t) => {
  const redis = await startRedis(t)
  const { link, told } = linkTo(t, redis.settings)
  await until(() => link.isUsable())
  await link.transact([['RPUSH', 'rankgate:rest:a', 'x']])
  let exchanges = 0
  const store = redisStore(link, 'rankgate:', () => undefined)
  const state = new StoredState({
    store: { ...store, exchange: (operations) => store.exchange(operations).finally(() => exchanges++) },
    self: 'here',
    epochNow: () => startMs,
    after: (_delayMs, callBack) => detachedAfter(1, callBack)
  })
  t.teardown(() => state.close())
  state.usage('a', 1, 12.5)
  for (const wanted of [1, 2, 3]) {
    await until(() => exchanges >= wanted)
    state.othersUsage('a')
  }
  const key = `rankgate:usage:${startMs / 60_000}:a`
  t.strictSame(
    await link.transact([
      ['GET', `${key}:requests`],
      ['GET', `${key}:tokens`]
    ]),
    ['1', '13']
  )
  t.strictSame(state.othersUsage('a'), { requests: 0, tokens: 0 })
  t.equal(told.length, 1, 'nor is it an outage')
})
