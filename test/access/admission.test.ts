import t from 'tap'
import { Admission } from '../../src/access/admission.ts'
import { deadlineAfter } from '../../src/clock/deadline.ts'
import type { OverloadBounds } from '../../src/config/overload-bounds.ts'

const clock = { now: () => 0 }
const soon = deadlineAfter(60_000, clock)

function admission(changes: Partial<OverloadBounds> = {}): Admission {
  return new Admission({
    maxInFlight: 1,
    maxQueued: 1,
    maxBufferedBytes: 100,
    maxQueuedPerDeployment: 1,
    failsReadiness: false,
    ...changes
  })
}

const overloaded = { name: 'GatewayError', code: 'overloaded', status: 503, retryAfterS: 1 }

t.test('a request goes in at once while there is room, then waits, then is refused', async (t) => {
  const door = admission()
  const { signal } = new AbortController()
  t.equal(door.enter(soon, signal), undefined)
  const second = door.enter(soon, signal)
  t.type(second, Promise)
  t.throws(() => door.enter(soon, signal), overloaded)
  t.match(door.load, { inFlight: 1, queued: 1, refused: 1 })
  door.leave()
  await second
  t.match(door.load, { inFlight: 1, queued: 0 })
  door.leave()
  t.match(door.load, { inFlight: 0, queued: 0 })
})

t.test('those that wait get in in the order in which they came', async (t) => {
  const door = admission({ maxQueued: 3 })
  const { signal } = new AbortController()
  await door.enter(soon, signal)
  const entered: number[] = []
  const waits = [1, 2, 3].map((each) => door.enter(soon, signal)?.then(() => entered.push(each)))
  for (const _ of waits) {
    door.leave()
    await Promise.resolve()
  }
  await Promise.all(waits)
  t.strictSame(entered, [1, 2, 3])
})

t.test('P7 a client that goes away while it waits leaves its place in the queue', async (t) => {
  const door = admission()
  const gone = new AbortController()
  await door.enter(soon, new AbortController().signal)
  const waiting = door.enter(soon, gone.signal)
  gone.abort()
  await t.rejects(Promise.resolve(waiting), { code: 'client_closed' })
  t.match(door.load, { inFlight: 1, queued: 0 })
  await t.rejects(async () => door.enter(soon, gone.signal), { code: 'client_closed' }, 'one that is gone already too')
  door.leave()
  t.match(door.load, { inFlight: 0, queued: 0 })
})

t.test('a request whose time is up while it waits is refused as overload', async (t) => {
  const door = admission()
  const { signal } = new AbortController()
  await door.enter(soon, signal)
  await t.rejects(async () => door.enter(deadlineAfter(0, clock), signal), overloaded)
  t.equal(door.load.queued, 0)
})

t.test('P13 bytes are held up to the bound, and a body alone is always taken', async (t) => {
  const door = admission()
  door.hold(1000)
  t.match(door.hold(1), overloaded)
  t.match(door.refusal(1), overloaded)
  t.equal(door.hold(1, 1000), undefined, 'a body alone may grow')
  door.letGo(1)
  door.letGo(1000)
  door.hold(60)
  door.hold(40)
  t.match(door.hold(1), overloaded)
  door.letGo(60)
  door.letGo(40)
  t.equal(door.load.bufferedBytes, 0)
})

t.test('wider bounds let in those that wait', async (t) => {
  const door = admission()
  const { signal } = new AbortController()
  await door.enter(soon, signal)
  const waiting = door.enter(soon, signal)
  door.rebound({
    maxInFlight: 2,
    maxQueued: 1,
    maxBufferedBytes: 100,
    maxQueuedPerDeployment: 1,
    failsReadiness: false
  })
  await waiting
  t.equal(door.load.inFlight, 2)
})

t.test('readiness fails for load only where the configuration says so', async (t) => {
  const { signal } = new AbortController()
  for (const failsReadiness of [false, true]) {
    const door = admission({ failsReadiness, maxQueued: 0 })
    t.equal(door.failsReadiness, false)
    await door.enter(soon, signal)
    t.equal(door.failsReadiness, failsReadiness)
  }
})
