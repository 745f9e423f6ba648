import t from 'tap'
import { GatewayError } from '../../src/errors/gateway-error.ts'
import { Turn } from '../../src/router/turn.ts'
import { memberOf, rest } from './routing.ts'

const rules = { allowedFails: 0, firstRestMs: 1000, retryAfterMs: undefined, prolongs: false }

function turnAt(now: number, member = memberOf('a')): Turn {
  return new Turn(member, now)
}

t.test('P7 P10 slot and permit come back with every outcome, once', async (t) => {
  for (const end of [
    (turn: Turn) => turn.succeeded(1100, 0),
    (turn: Turn) => turn.failed(1100, { kind: 'failed', error: new Error('m'), rules }),
    (turn: Turn) => turn.failed(1100, { kind: 'refused', error: new Error('m'), rules: undefined }),
    (turn: Turn) => turn.cancelled(1100)
  ]) {
    const member = memberOf('a')
    rest(member, 0, 1000)
    const turn = turnAt(1000, member)
    t.ok(turn.isProbe)
    t.equal(member.live.slots.taken, 1)
    end(turn)
    t.equal(member.live.slots.taken, 0)
    t.not(member.live.cooldown.phase(1e6), 'probing')
    t.throws(() => end(turn), { message: 'a turn at a deployment ended twice' })
  }
})

t.test('an outcome is noted: its time, its tokens, how it failed', async (t) => {
  const member = memberOf('a')
  const { live } = member
  turnAt(0, member).succeeded(50, 120)
  t.equal(live.latency.averageMs, 50)
  t.equal(live.tokensPerMinute(50), 120)
  t.equal(live.requestsPerMinute(50), 1)
  const error = new GatewayError('upstream_failed', 'the text of the provider', { status: 503 })
  turnAt(60, member).failed(70, { kind: 'failed', error, rules: { ...rules, allowedFails: 9 } })
  t.strictSame(live.lastError, { at: 70, kind: 'failed', code: 'upstream_failed', status: 503 })
  t.equal(live.latency.averageMs, 5000, 'failing fast is not being fast')
})

t.test('an answer after a rest begins a new average', async (t) => {
  const member = memberOf('a')
  member.live.latency.penalise(0, 0)
  rest(member, 0, 1000)
  turnAt(1000, member).succeeded(1030, 0)
  t.equal(member.live.latency.averageMs, 30)
})

t.test('what is not the fault of the deployment leaves no trace', async (t) => {
  const member = memberOf('a')
  turnAt(0, member).failed(10, { kind: 'refused', error: new Error('m'), rules: undefined })
  t.equal(member.live.lastError, undefined)
  t.equal(member.live.latency.averageMs, 0)
  t.equal(member.live.cooldown.failuresInRow, 0)
})
