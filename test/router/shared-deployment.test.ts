import t from 'tap'
import { SharedDeployment } from '../../src/router/shared-deployment.ts'
import { memoryStore } from '../../src/store/memory-store.ts'
import { StoreError } from '../../src/store/store-error.ts'
import { manualTime } from '../clock/manual-time.ts'

/** Some minute's beginning. */
const startMs = 1_700_000_040_000

/** Two processes with one deployment, over one store. */
function start() {
  const { clock, advance } = manualTime()
  let store = memoryStore(clock)
  const now = (): number => startMs + clock.now()
  const [here, there] = [new SharedDeployment('d', 'here'), new SharedDeployment('d', 'there')]
  const meet = async (deployment: SharedDeployment): Promise<void> => {
    const { operations, answered } = deployment.question(now())
    answered(await store.exchange(operations))
  }
  const forget = (): void => {
    store = memoryStore(clock)
  }
  const read = async (key: string) => (await store.exchange([{ kind: 'read', key }]))[0]
  return { here, there, meet, now, advance, forget, read }
}

t.test('each sees what the other was asked, in this minute alone', async (t) => {
  const { here, there, meet, now, advance } = start()
  here.add(1, 100, now())
  here.add(1, 50, now())
  there.add(1, 7, now())
  for (const deployment of [here, there, here]) await meet(deployment)
  t.strictSame(here.othersUsage(now()), { requests: 1, tokens: 7 })
  t.strictSame(there.othersUsage(now()), { requests: 2, tokens: 150 })
  advance(60_000)
  t.strictSame(there.othersUsage(now()), { requests: 0, tokens: 0 })
  await meet(there)
  t.strictSame(there.othersUsage(now()), { requests: 0, tokens: 0 })
})

t.test('an answer that comes in the next minute is of the last', async (t) => {
  const { here, there, now, advance, meet } = start()
  there.add(1, 7, now())
  await meet(there)
  const { answered } = here.question(now())
  advance(60_000)
  here.othersUsage(now())
  answered([undefined, '1', '7'])
  t.strictSame(here.othersUsage(now()), { requests: 0, tokens: 0 })
})

t.test('a rest is known elsewhere, and not told back', async (t) => {
  const { here, there, meet, now, read, advance } = start()
  here.rest({ untilEpochMs: now() + 5000, kind: 'rate_limited' })
  t.equal(there.othersRestUntil, undefined)
  for (const deployment of [here, there, here]) await meet(deployment)
  t.equal(there.othersRestUntil, now() + 5000)
  t.equal(here.othersRestUntil, undefined)
  t.equal(await read('rest:d'), `${now() + 5000} rate_limited here`)
  advance(5000)
  await meet(there)
  t.equal(there.othersRestUntil, undefined, 'it is over with the flag')
})

t.test('of two rests the longer one is kept', async (t) => {
  const { here, there, meet, now, read } = start()
  here.rest({ untilEpochMs: now() + 5000, kind: 'failed' })
  for (const deployment of [here, there]) await meet(deployment)
  there.rest({ untilEpochMs: now() + 3000, kind: 'failed' })
  await meet(there)
  t.equal(there.othersRestUntil, now() + 5000)
  there.rest({ untilEpochMs: now() + 9000, kind: 'reset' })
  for (const deployment of [there, here]) await meet(deployment)
  t.equal(here.othersRestUntil, now() + 9000)
  const before = await read('rest:d')
  here.rest({ untilEpochMs: now(), kind: undefined })
  await meet(here)
  t.equal(await read('rest:d'), before, 'that ours is over does not end theirs')
})

t.test('that another is well again does not wipe out a rest which it has not read yet', async (t) => {
  const { here, there, meet, now, advance, read } = start()
  there.rest({ untilEpochMs: now(), kind: undefined })
  here.rest({ untilEpochMs: now() + 60_000, kind: 'forbidden' })
  const until = now() + 60_000
  advance(100)
  for (const deployment of [here, there]) await meet(deployment)
  t.match(await read('rest:d'), / over there$/)
  await meet(here)
  t.ok(here.hasNews)
  for (const deployment of [here, there, here]) await meet(deployment)
  t.equal(there.othersRestUntil, until)
  t.notOk(here.hasNews)
})

t.test('a rest that ends before its time ends elsewhere too', async (t) => {
  const { here, there, meet, now, read, advance } = start()
  here.rest({ untilEpochMs: now() + 60_000, kind: 'failed' })
  for (const deployment of [here, there]) await meet(deployment)
  advance(1000)
  here.rest({ untilEpochMs: now(), kind: undefined })
  for (const deployment of [here, there]) await meet(deployment)
  t.equal(there.othersRestUntil, undefined)
  t.match(await read('rest:d'), / over here$/)
})

t.test('what was asked and not answered is told again; a store that forgot is told what still holds', async (t) => {
  const { here, there, meet, now, forget, advance } = start()
  here.add(3, 30, now())
  here.rest({ untilEpochMs: now() + 5000, kind: 'failed' })
  here.question(now())
  t.ok(here.hasNews)
  for (const deployment of [here, there]) await meet(deployment)
  t.notOk(here.hasNews)
  t.strictSame(there.othersUsage(now()), { requests: 3, tokens: 30 })
  t.equal(there.othersRestUntil, now() + 5000)
  forget()
  await meet(here)
  t.ok(here.hasNews, 'it is seen to have forgotten')
  for (const deployment of [here, there]) await meet(deployment)
  t.notOk(here.hasNews)
  t.strictSame(there.othersUsage(now()), { requests: 3, tokens: 30 })
  t.equal(there.othersRestUntil, now() + 5000)
  forget()
  advance(5000)
  for (const deployment of [here, here, there]) await meet(deployment)
  t.equal(there.othersRestUntil, undefined, 'but not a rest that is over')
})

t.test('it is over when its minute and all rests are', async (t) => {
  const { here, there, meet, now, advance } = start()
  here.add(1, 0, now())
  here.rest({ untilEpochMs: now() + 90_000, kind: 'failed' })
  for (const deployment of [here, there]) await meet(deployment)
  t.notOk(here.isOver(now()))
  advance(60_000)
  t.notOk(here.isOver(now()))
  t.notOk(there.isOver(now()))
  advance(30_000)
  t.ok(here.isOver(now()))
  t.ok(there.isOver(now()))
})

t.test('what the store refuses, or counts otherwise, is taken for told and leaves the rest as it was', async (t) => {
  const { here, there, meet, now } = start()
  there.add(1, 7, now())
  await meet(there)
  for (const odd of [new StoreError('WRONGTYPE'), 'x', '-1', '1e999']) {
    here.add(1, 5, now())
    const { answered } = here.question(now())
    answered([new StoreError('WRONGTYPE'), '9', odd])
    t.notOk(here.hasNews, 'nothing is repeated')
    t.equal(here.othersRestUntil, undefined)
    t.equal(here.othersUsage(now()).tokens, 0)
    await meet(there)
  }
})
