import { setImmediate as nextTurn } from 'node:timers/promises'
import t from 'tap'
import { GatewayError } from '../../src/errors/gateway-error.ts'
import { memberAfter } from '../../src/router/member-after.ts'
import type { Member } from '../../src/router/space-members.ts'
import { Turn } from '../../src/router/turn.ts'
import { noteSpent, type Walk } from '../../src/router/walk.ts'
import { memberOf, noRates, rest } from './routing.ts'
import { walkMeans, walkOver } from './walk-over.ts'

const failed = new GatewayError('upstream_failed', 'm', { status: 500 })
const forbidden = new GatewayError('upstream_refused', 'm', { status: 403 })
const refused = new GatewayError('upstream_refused', 'm', { status: 422 })

/** A walk whose first attempt, at the first member, failed so. */
function failedAt(members: readonly Member[], error: unknown, changes: Parameters<typeof walkOver>[1] = {}): Walk {
  const walk = walkOver(members, changes)
  walk.failure = error
  walk.tried = new Set(members.slice(0, 1))
  if (error === forbidden) for (const member of members.slice(0, 1)) noteSpent(walk, member)
  return walk
}

async function nextAfter(...asked: Parameters<typeof memberAfter>): Promise<Member> {
  return (await memberAfter(...asked)).member
}

t.test('another member is taken at once, an untried one that rests only when all rest', async (t) => {
  const [a, b] = [memberOf('a'), memberOf('b')]
  // At once, and not in a later turn: somebody else may choose meanwhile.
  const turn = memberAfter(a, failed, failedAt([a, b], failed), walkMeans())
  t.equal(turn instanceof Turn && turn.member, b)
  t.equal(b.live.slots.taken, 1)
  rest(b, 0, 1000)
  b.live.noteError(0, 'rate_limited', failed)
  t.equal(await nextAfter(a, failed, failedAt([a, b], failed), walkMeans()), a, 'the same again, after a wait')
  b.live.noteError(0, 'timeout', failed)
  t.equal(await nextAfter(a, failed, failedAt([a, b], failed), walkMeans()), b, 'what was late may be in time again')
  b.live.noteError(0, 'rate_limited', failed)
  rest(a, 0, 1000)
  t.equal(await nextAfter(a, failed, failedAt([a, b], failed), walkMeans()), b)
})

t.test('P8 a Retry-After is waited out where all rest, and not where another may be asked again', async (t) => {
  const waits: number[] = []
  const means = walkMeans({ wait: async (ms) => void waits.push(ms), random: () => 0.5 })
  const [a, b] = [memberOf('a'), memberOf('b')]
  const rateLimited = new GatewayError('upstream_refused', 'm', { status: 429, retryAfterS: 2 })
  rest(a, 0, 2000)
  const walk = failedAt([a, b], rateLimited)
  walk.tried?.add(b)
  t.equal(await nextAfter(a, rateLimited, walk, means), b)
  t.equal(await nextAfter(a, rateLimited, failedAt([a], rateLimited), means), a)
  t.strictSame(waits, [125, 2125])
})

t.test('a member that is full is waited for before one is asked that was told to rest', async (t) => {
  const [a, b, c] = [memberOf('a'), memberOf('b', { rates: { ...noRates, atOnce: 1 } }), memberOf('c')]
  for (const member of [a, c]) {
    rest(member, 0, 60_000)
    member.live.noteError(0, 'rate_limited', failed)
  }
  b.live.slots.take()
  const taken = memberAfter(a, failed, failedAt([a, b, c], failed), walkMeans())
  await nextTurn()
  t.strictSame([b.live.slots.waiting, c.live.slots.taken], [1, 0])
  b.live.slots.release()
  t.equal((await taken).member, b)
  b.live.slots.take()
  const walk = failedAt([a, b, c], failed)
  noteSpent(walk, b)
  walk.tried?.add(b)
  t.equal(await nextAfter(a, failed, walk, walkMeans()), c, 'unless it would fail again')
})

t.test('another member is elsewhere also where it had to be waited for', async (t) => {
  const [a, b] = [memberOf('a'), memberOf('b', { rates: { ...noRates, atOnce: 1 } })]
  rest(a, 0, 60_000)
  b.live.slots.take()
  const walk = failedAt([a, b], failed)
  const taken = memberAfter(a, failed, walk, walkMeans())
  await nextTurn()
  b.live.slots.release()
  t.equal((await taken).member, b)
  t.ok(walk.isElsewhere)
  const alone = failedAt([a], failed)
  alone.isElsewhere = true
  t.equal(await nextAfter(a, failed, alone, walkMeans()), a)
  t.notOk(alone.isElsewhere)
})

t.test('what did not answer in time is not waited for again while another space can be asked', async (t) => {
  const late = new GatewayError('timeout', 'm', { status: 408 })
  const [a, b] = [memberOf('a'), memberOf('b')]
  const ready = { isNextReady: () => true }
  t.equal(
    await nextAfter(a, late, failedAt([a, b], late, ready), walkMeans()),
    b,
    'another of this space is asked first'
  )
  await t.rejects(async () => memberAfter(a, late, failedAt([a], late, ready), walkMeans()), late)
  t.equal(await nextAfter(a, late, failedAt([a], late, { isNextReady: () => false }), walkMeans()), a)
  t.equal(await nextAfter(a, failed, failedAt([a], failed, ready), walkMeans()), a, 'what fails fast costs no time')
  const told = new GatewayError('upstream_failed', 'm', { status: 504 })
  t.equal(await nextAfter(a, told, failedAt([a], told, ready), walkMeans()), a, 'nor does a 504 that is answered')
})

t.test('a refused key is never asked with again: one that rests is asked before', async (t) => {
  const [a, b] = [memberOf('a'), memberOf('b')]
  rest(b, 0, 1000)
  t.equal(await nextAfter(a, forbidden, failedAt([a, b], forbidden), walkMeans()), b)
  await t.rejects(async () => memberAfter(a, forbidden, failedAt([a], forbidden), walkMeans()), forbidden)
})

t.test('a member that may be well again is asked once more after another was refused', async (t) => {
  const [a, b] = [memberOf('a'), memberOf('b')]
  const walk = failedAt([b, a], forbidden)
  walk.tried?.add(a)
  t.equal(await nextAfter(b, forbidden, walk, walkMeans()), a)
})

t.test('a fault of the request is given up', async (t) => {
  const [a, b] = [memberOf('a'), memberOf('b')]
  await t.rejects(async () => memberAfter(a, refused, failedAt([a, b], refused), walkMeans()), refused)
  t.equal(b.live.slots.taken, 0)
})

t.test('P9 without budget nobody is asked again', async (t) => {
  const [a, b] = [memberOf('a'), memberOf('b')]
  const steps: string[] = []
  const walk = failedAt([a, b], failed, { trace: { note: (_id, what) => void steps.push(what) } })
  while (walk.live.retries.take());
  await t.rejects(async () => memberAfter(a, failed, walk, walkMeans()), failed)
  t.strictSame(steps, ['not asked again: the budget for retries is used up'])
})

t.test('what comes up after a wait hides no better error', async (t) => {
  const a = memberOf('a', { rates: { ...noRates, requestsPerMinute: 1 } })
  a.live.used(0, 1, 0)
  await t.rejects(async () => memberAfter(a, failed, failedAt([a], failed), walkMeans()), failed)
})
