import { setImmediate as nextTurn } from 'node:timers/promises'
import t from 'tap'
import { systemClock } from '../../src/clock/clock.ts'
import { systemAfter } from '../../src/clock/timers.ts'
import { GatewayError } from '../../src/errors/gateway-error.ts'
import { LiveState } from '../../src/router/live-state.ts'
import type { Member } from '../../src/router/space-members.ts'
import { standingOf } from '../../src/router/standing.ts'
import type { Turn } from '../../src/router/turn.ts'
import { type Choose, type TurnBounds, waitForTurn } from '../../src/router/wait-for-turn.ts'
import { manualTime } from '../clock/manual-time.ts'
import { memberOf, noRates, rest } from './routing.ts'
import { seeded } from './seeded.ts'

const never = new AbortController().signal

function bounds(changes: Partial<TurnBounds> & { budgetMs?: number } = {}): TurnBounds {
  const { budgetMs = 10_000, ...others } = changes
  const deadline = { budgetMs, remainingMs: () => budgetMs }
  return { deadline, signal: never, maxQueued: 5, clock: systemClock, after: systemAfter, ...others }
}

function fullMember(id: string, rates = noRates): Member {
  const member = memberOf(id, { rates: { ...rates, atOnce: 1 } })
  member.live.slots.take()
  return member
}

/** Waits for whichever is usable. */
function waiting(members: readonly Member[], changes?: Parameters<typeof bounds>[0]): Promise<Turn> {
  return waitForTurn(members, (now) => members.find((each) => standingOf(each, now) === 'usable'), bounds(changes))
}

t.test('whichever member is done first gives its slot, and the other queues are left', async (t) => {
  const [a, b] = [fullMember('a'), fullMember('b')]
  const waited = waiting([a, b])
  t.strictSame([a.live.slots.waiting, b.live.slots.waiting], [1, 1])
  b.live.slots.release()
  t.equal((await waited).member, b)
  t.strictSame([a.live.slots.waiting, b.live.slots.waiting], [0, 0])
  t.strictSame([a.live.slots.taken, b.live.slots.taken], [1, 1])
})

t.test('P13 when every queue is full the refusal comes at once', async (t) => {
  const a = fullMember('a')
  const waited = waiting([a], { maxQueued: 1 })
  await t.rejects(waiting([a], { maxQueued: 1 }), {
    name: 'GatewayError',
    code: 'overloaded',
    status: 429,
    retryAfterS: 1,
    message: 'model group "rerank": max_parallel_requests calls are at work (deployment "a"), and 1 more wait for each'
  })
  a.live.slots.release()
  t.equal((await waited).member, a)
})

t.test('P6 the wait ends with the deadline', async (t) => {
  const a = fullMember('a')
  await t.rejects(waiting([a], { budgetMs: 5 }), {
    name: 'GatewayError',
    code: 'overloaded',
    message: /none was done by the deadline/
  })
  t.equal(a.live.slots.waiting, 0)
})

t.test('P7 the wait ends when the client leaves, and leaves no one in the queue and no timer', async (t) => {
  const { clock, after, waiting: timers } = manualTime()
  const [a, b] = [fullMember('a'), memberOf('b')]
  rest(b, 0, 1000)
  const controller = new AbortController()
  const waited = waiting([a, b], { signal: controller.signal, clock, after })
  t.strictSame(timers(), [1000])
  controller.abort()
  await t.rejects(waited, { name: 'GatewayError', code: 'client_closed' })
  t.strictSame([a.live.slots.waiting, b.live.slots.waiting, timers()], [0, 0, []])
  await t.rejects(waiting([a], { signal: AbortSignal.abort() }), { name: 'GatewayError', code: 'client_closed' })
  t.equal(a.live.slots.waiting, 0)
})

t.test('a refusal ends the wait', async (t) => {
  const a = fullMember('a')
  const refusal = new GatewayError('overloaded', 'm')
  const waited = waitForTurn([a], () => (a.live.slots.isFull ? undefined : refusal), bounds())
  a.live.slots.release()
  await t.rejects(waited, refusal)
  t.strictSame([a.live.slots.taken, a.live.slots.waiting], [0, 0])
})

t.test('a member whose rest or minute ends meanwhile is asked, by whoever has waited longest', async (t) => {
  const { clock, after, advance } = manualTime()
  const [a, b] = [fullMember('a'), memberOf('b', { rates: { ...noRates, requestsPerMinute: 1 } })]
  rest(b, 0, 1000)
  const changes = { clock, after, budgetMs: 100_000 }
  const [first, second] = [waiting([a, b], changes), waiting([a, b], changes)]
  advance(999)
  t.equal(b.live.slots.taken, 0)
  advance(1)
  const turn = await first
  t.equal(turn.member, b)
  t.ok(turn.isProbe)
  turn.succeeded(clock.now(), 0)
  t.equal(b.live.slots.waiting, 1, 'it has used up its rate')
  advance(65_000)
  t.equal((await second).member, b)
})

t.test('a member that is being probed is asked as soon as it is well', async (t) => {
  const { clock, after, advance, waiting: timers } = manualTime()
  const [a, b] = [fullMember('a'), memberOf('b')]
  rest(b, 0, 1000)
  const probe = waiting([a, b], { clock, after })
  advance(1000)
  const others = [waiting([a, b], { clock, after }), waiting([a, b], { clock, after })]
  t.strictSame(timers(), [], 'nobody knows when')
  ;(await probe).succeeded(clock.now(), 0)
  for (const other of others) t.equal((await other).member, b)
  t.equal(b.live.slots.taken, 2)
})

t.test('a rest that becomes longer is waited out', async (t) => {
  const { clock, after, advance, waiting: timers } = manualTime()
  const [a, b] = [fullMember('a'), memberOf('b')]
  rest(b, 0, 1000)
  const probe = waiting([a, b], { clock, after })
  advance(1000)
  const other = waiting([a, b], { clock, after })
  const rules = { allowedFails: 0, firstRestMs: 1000, retryAfterMs: undefined, prolongs: false }
  ;(await probe).failed(clock.now(), { kind: 'failed', error: undefined, rules })
  t.strictSame(timers(), [2000])
  advance(2000)
  t.equal((await other).member, b)
})

/** How many choices all those who wait make meanwhile. */
function counted(members: readonly Member[], choose: Choose, count: number): () => number {
  let choices = 0
  const counting: Choose = (now) => {
    choices++
    return choose(now)
  }
  for (let at = 0; at < count; at++) void waitForTurn(members, counting, bounds({ maxQueued: count })).catch(t.fail)
  return () => {
    const since = choices
    choices = 0
    return since
  }
}

t.test('while all rest, the end of a call is for the first in line alone', async (t) => {
  const members = [fullMember('a'), fullMember('b')]
  for (const member of members) rest(member, systemClock.now(), 60_000)
  const choices = counted(members, () => members.find(({ live }) => !live.slots.isFull), 200)
  for (let calls = 0; calls < 200; calls++) {
    choices()
    members[calls % 2]?.live.slots.release()
    t.ok(choices() <= 2)
  }
  t.strictSame(
    members.map(({ live }) => live.slots.waiting),
    [0, 0]
  )
})

t.test('the end of a call to a member that cannot be had yet costs those nothing who wait for another', async (t) => {
  const full = fullMember('full')
  const resting = memberOf('resting')
  const atRate = memberOf('at rate', { rates: { ...noRates, requestsPerMinute: 100 } })
  for (const { live } of [resting, atRate]) for (let calls = 0; calls < 100; calls++) live.slots.take()
  rest(resting, systemClock.now(), 5000)
  atRate.live.used(systemClock.now(), 100, 0)
  const members = [atRate, resting, full]
  const choices = counted(members, (now) => members.find((each) => standingOf(each, now) === 'usable'), 200)
  choices()
  for (const { live } of [resting, atRate]) for (let calls = 0; calls < 100; calls++) live.slots.release()
  t.equal(choices(), 0)
  for (let calls = 0; calls < 200; calls++) full.live.slots.release()
  t.equal(choices(), 200, 'whoever is first chooses once')
})

t.test('a member that is well again before its rest is over is asked at once', async (t) => {
  const { clock, after } = manualTime()
  const [a, b] = [fullMember('a'), memberOf('b')]
  const asked = waiting([b], { clock, after })
  const turn = await asked
  rest(b, -1, 60_000)
  const waited = waiting([a, b], { clock, after })
  turn.succeeded(clock.now(), 0)
  t.equal((await waited).member, b)
})

t.test('whoever finds room in one line stands in all, and none is passed', async (t) => {
  const [a, b] = [fullMember('a'), fullMember('b')]
  const others = [waiting([b], { maxQueued: 2 }), waiting([b], { maxQueued: 2 })]
  const waited = waiting([a, b], { maxQueued: 2 })
  t.strictSame([a.live.slots.waiting, b.live.slots.waiting], [1, 3])
  await t.rejects(waiting([b], { maxQueued: 2 }), { code: 'overloaded' })
  for (const other of [...others, waited]) {
    b.live.slots.release()
    t.equal((await other).member, b)
  }
  t.equal(a.live.slots.waiting, 0)
})

t.test('whoever begins to wait when a rest has just ended goes after those who wait since before', async (t) => {
  const time = manualTime()
  const deaf = { clock: time.clock, after: () => () => undefined }
  const [a, b] = [fullMember('a'), memberOf('b', { rates: { ...noRates, atOnce: 1 } })]
  rest(b, 0, 1000)
  const earlier = waiting([a, b], deaf)
  time.advance(1000)
  const later = waiting([a, b], deaf)
  const turn = await earlier
  t.equal(turn.member, b)
  turn.succeeded(time.clock.now(), 0)
  t.equal((await later).member, b)
  t.equal((await waiting([memberOf('c')], deaf)).member.deployment.id, 'c')
})

t.test('the rest that another process keeps is looked at again each second, which may end it', async (t) => {
  const { clock, after, advance, waiting: timers } = manualTime()
  let until: number | undefined = 60_000
  const shared = {
    rest: () => undefined,
    usage: () => undefined,
    othersUsage: () => ({ requests: 0, tokens: 0 }),
    othersRestUntil: () => until
  }
  const b = { ...memberOf('b'), live: new LiveState('b', { shared, epoch: clock.now }) }
  const waited = waiting([fullMember('a'), b], { clock, after, budgetMs: 100_000 })
  t.strictSame(timers(), [1000])
  advance(1000)
  t.strictSame(timers(), [1000])
  until = undefined
  advance(1000)
  t.equal((await waited).member, b)
})

t.test('whatever happens, bounds hold, turns come in order, and nothing is left behind', async (t) => {
  const faults: string[] = []
  let probes = 0
  let granted = 0
  for (let seed = 1; seed <= 25; seed++) {
    const random = seeded(seed)
    const time = manualTime()
    const rates = { ...noRates, requestsPerMinute: 20, atOnce: 2 }
    const [a, b, c] = [memberOf('a', { rates }), memberOf('b', { rates: { ...noRates, atOnce: 1 } }), memberOf('c')]
    const members = [a, b, c]
    rest(c, 0, 3000)
    const fill = [a, a, b]
    for (const { live } of fill) live.slots.take()
    const turns: Turn[] = []
    const wanted: number[] = []
    const leaving = new Map<number, AbortController>()
    let arrived = 0
    const arrive = (): void => {
      const number = arrived++
      const controller = new AbortController()
      leaving.set(number, controller)
      wanted.push(number)
      void waiting(members, { ...time, signal: controller.signal, maxQueued: 1000 }).then(
        (turn) => {
          if (wanted[0] !== number) faults.push(`seed ${seed}: ${wanted[0]} was passed by ${number}`)
          wanted.shift()
          leaving.delete(number)
          granted++
          turns.push(turn)
          if (turn.isProbe) probes++
        },
        () => wanted.splice(wanted.indexOf(number), 1)
      )
    }
    const end = (turn: Turn): void => {
      const now = time.clock.now()
      const restMs = Math.ceil(random() * 2000)
      const rules = { allowedFails: 0, firstRestMs: restMs, retryAfterMs: undefined, prolongs: false }
      if (random() < 0.6) turn.succeeded(now, 0)
      else if (random() < 0.7) turn.failed(now, { kind: 'failed', error: undefined, rules })
      else turn.cancelled(now)
    }
    for (let step = 0; step < 120; step++) {
      const dice = random()
      const usable = members.some((member) => standingOf(member, time.clock.now()) === 'usable')
      if (dice < 0.4 && !usable) arrive()
      else if (dice < 0.5) leaving.get(wanted[Math.floor(random() * wanted.length)] ?? -1)?.abort()
      else if (dice < 0.75) time.advance(Math.ceil(random() * 700))
      else {
        const [turn] = turns.splice(Math.floor(random() * turns.length), 1)
        if (turn !== undefined) end(turn)
        else fill.pop()?.live.slots.release()
      }
      await nextTurn()
      for (const { deployment, live } of members) {
        const held = turns.filter(({ member }) => member.live === live).length
        const filled = fill.filter((member) => member.live === live).length
        const { atOnce = 1e9, requestsPerMinute = 1e9 } = deployment.rates
        const { taken } = live.slots
        if (taken !== held + filled) faults.push(`seed ${seed}: ${taken} slots are taken, ${held + filled} held`)
        if (taken > atOnce) faults.push(`seed ${seed}: ${taken} calls at one time`)
        const used = live.requestsPerMinute(time.clock.now())
        if (used > requestsPerMinute) faults.push(`seed ${seed}: ${used} calls in a minute`)
      }
      const isAnyUsable = members.some((member) => standingOf(member, time.clock.now()) === 'usable')
      if (isAnyUsable && wanted.length > 0) faults.push(`seed ${seed}: ${wanted[0]} waits for what may be had`)
    }
    for (const controller of leaving.values()) controller.abort()
    await nextTurn()
    const left = members.map(({ live }) => live.slots.waiting)
    if (left.some((waiting) => waiting > 0)) faults.push(`seed ${seed}: ${left} are left in the queues`)
    if (time.waiting().length > 0) faults.push(`seed ${seed}: a timer is left`)
  }
  t.strictSame(faults, [])
  t.ok(granted > 100 && probes > 10, `${granted} turns, ${probes} of them probes`)
})
