import t from 'tap'
import { takeMember } from '../../src/router/take-member.ts'
import { Turn } from '../../src/router/turn.ts'
import { memberOf, noRates, rest, standingClock } from './routing.ts'
import { walkMeans, walkOver } from './walk-over.ts'

const rates = { ...noRates, requestsPerMinute: 1, atOnce: 1 }
const one = { ...noRates, atOnce: 1 }

t.test('a turn at a usable member is taken at once', async (t) => {
  const a = memberOf('a')
  const turn = takeMember(walkOver([a]), walkMeans())
  t.equal(turn instanceof Turn && turn.member, a)
  t.equal(a.live.slots.taken, 1)
})

t.test('a slot of a full member is waited for rather than asking one that rests', async (t) => {
  const [full, resting] = [memberOf('full', { rates: one }), memberOf('resting')]
  full.live.slots.take()
  rest(resting, 0, 1000)
  const taken = takeMember(walkOver([full, resting]), walkMeans())
  t.equal(full.live.slots.waiting, 1)
  full.live.slots.release()
  t.equal((await taken).member, full)
})

t.test('P10 when all rest the least bad one is taken, in its turn where it is full', async (t) => {
  const [long, short] = [memberOf('long'), memberOf('short', { rates: one })]
  rest(long, 0, 5000)
  rest(short, 0, 1000)
  const steps: string[] = []
  const trace = { note: (id: string | undefined, what: string) => void steps.push(`${id}: ${what}`) }
  t.equal((await takeMember(walkOver([long, short], { trace }), walkMeans())).member, short)
  t.equal(steps.at(-1), 'short: asked all the same: it is the least bad, and all rest')
  const again = takeMember(walkOver([short]), walkMeans())
  short.live.slots.release()
  t.equal((await again).member, short)
  t.equal(short.live.slots.taken, 1)
})

t.test('P10 P11 whoever waits for one that begins to rest asks it only when all rest', async (t) => {
  const [a, b] = [memberOf('a', { rates: one }), memberOf('b', { rates: one })]
  for (const { live } of [a, b]) live.slots.take()
  const taken = takeMember(walkOver([a, b]), walkMeans())
  rest(a, 0, 60_000)
  a.live.slots.release()
  t.equal(a.live.slots.taken, 0)
  rest(b, 0, 70_000)
  b.live.slots.release()
  t.equal((await taken).member, a, 'the least bad of both')
  t.strictSame([a.live.slots.taken, b.live.slots.taken], [1, 0])
})

t.test('P13 when all have used up their rates, the refusal says when one may be asked again', async (t) => {
  const [first, second] = [memberOf('a', { rates }), memberOf('b', { rates })]
  first.live.used(0, 1, 0)
  second.live.used(30_000, 1, 0)
  await t.rejects(async () => takeMember(walkOver([first, second]), walkMeans({ clock: { now: () => 30_000 } })), {
    name: 'GatewayError',
    code: 'overloaded',
    status: 429,
    retryAfterS: 35,
    message: 'model group "rerank": rpm or tpm is used up (deployment "a": rpm 1, "b": rpm 1)'
  })
})

t.test('P13 those who wait are refused as soon as the rates are used up', async (t) => {
  const a = memberOf('a', { rates })
  a.live.slots.take()
  const [first, second] = [takeMember(walkOver([a]), walkMeans()), takeMember(walkOver([a]), walkMeans())]
  a.live.slots.release()
  t.equal((await first).member, a)
  await t.rejects(async () => second, { name: 'GatewayError', code: 'overloaded', message: /rpm or tpm is used up/ })
  t.equal(a.live.slots.taken, 1)
})

t.test('nobody who comes later is served before, though a rest ended that nobody was told of', async (t) => {
  const clock = standingClock()
  const means = walkMeans({ clock, after: () => () => undefined })
  const [a, b] = [memberOf('a', { rates: one }), memberOf('b', { rates: one })]
  a.live.slots.take()
  rest(b, 0, 1000)
  const earlier = takeMember(walkOver([a, b]), means)
  clock.move(1000)
  const later = takeMember(walkOver([a, b]), means)
  t.equal((await earlier).member, b)
  a.live.slots.release()
  t.equal((await later).member, a)
})

t.test('when the last well one begins to rest, all who wait are given what may be asked all the same', async (t) => {
  const [a, b] = [memberOf('a', { rates: one }), memberOf('b')]
  rest(b, 0, 60_000)
  const means = walkMeans()
  const turn = takeMember(walkOver([a]), means)
  const waiting = Array.from({ length: 3 }, () => takeMember(walkOver([a, b]), means))
  t.ok(turn instanceof Turn)
  if (turn instanceof Turn) {
    const rules = { allowedFails: 0, firstRestMs: 1000, retryAfterMs: undefined, prolongs: false }
    turn.failed(0, { kind: 'failed', error: undefined, rules })
  }
  const turns = await Promise.all(waiting)
  t.strictSame(
    turns.map(({ member }) => member.deployment.id),
    ['a', 'b', 'b']
  )
})

t.test('those behind a probe that takes the last slot are given what may be asked all the same', async (t) => {
  const clock = standingClock()
  const [a, b] = [memberOf('a', { rates: one }), memberOf('b')]
  rest(a, 0, 1000)
  rest(b, 0, 60_000)
  a.live.slots.take()
  clock.move(1000)
  const waiting = Array.from({ length: 3 }, () => takeMember(walkOver([a, b]), walkMeans({ clock })))
  a.live.slots.release()
  const turns = await Promise.all(waiting)
  t.strictSame(
    turns.map(({ member, isProbe }) => `${member.deployment.id} ${isProbe}`),
    ['a true', 'b false', 'b false']
  )
})
