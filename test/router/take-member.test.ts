import t from 'tap'
import { takeAny, takeUsable } from '../../src/router/take-member.ts'
import { memberOf, noRates, rest } from './routing.ts'
import { walkMeans, walkOver } from './walk-over.ts'

const rates = { ...noRates, requestsPerMinute: 1, atOnce: 1 }

t.test('the slot of a usable member is taken; without one nothing is', async (t) => {
  const a = memberOf('a')
  t.equal(takeUsable(walkOver([a]), walkMeans()), a)
  t.equal(a.live.slots.taken, 1)
  rest(a, 0, 1000)
  t.equal(takeUsable(walkOver([a]), walkMeans()), undefined)
  t.equal(a.live.slots.taken, 1)
})

t.test('a slot of a full member is waited for rather than asking one that rests', async (t) => {
  const [full, resting] = [memberOf('full', { rates }), memberOf('resting')]
  full.live.slots.take()
  rest(resting, 0, 1000)
  const taken = takeAny(walkOver([full, resting]), walkMeans())
  t.equal(full.live.slots.waiting, 1)
  full.live.slots.release()
  t.equal(await taken, full)
})

t.test('P10 when all rest the least bad one is taken, in its turn where it is full', async (t) => {
  const [long, short] = [memberOf('long'), memberOf('short', { rates })]
  rest(long, 0, 5000)
  rest(short, 0, 1000)
  const steps: string[] = []
  const trace = { note: (id: string | undefined, what: string) => void steps.push(`${id}: ${what}`) }
  t.equal(await takeAny(walkOver([long, short], { trace }), walkMeans()), short)
  t.match(steps, ['short: asked all the same: it is the least bad, and all rest'])
  const again = takeAny(walkOver([short]), walkMeans())
  short.live.slots.release()
  t.equal(await again, short)
  t.equal(short.live.slots.taken, 1)
})

t.test('P13 when all have used up their rates, the refusal says when one may be asked again', async (t) => {
  const [first, second] = [memberOf('a', { rates }), memberOf('b', { rates })]
  first.live.used(0, 1, 0)
  second.live.used(30_000, 1, 0)
  await t.rejects(takeAny(walkOver([first, second]), walkMeans({ clock: { now: () => 30_000 } })), {
    name: 'GatewayError',
    code: 'overloaded',
    status: 429,
    retryAfterS: 35,
    message: 'model group "rerank": rpm or tpm is used up (deployment "a", "b")'
  })
})
