import t from 'tap'
import { BufferPool } from '../../src/buffers/buffer-pool.ts'
import { deadlineAfter } from '../../src/clock/deadline.ts'
import { unknownUsage } from '../../src/rerank/usage.ts'
import { ask } from '../../src/router/ask.ts'
import { Turn } from '../../src/router/turn.ts'
import { createUpstream } from '../../src/upstream/upstream.ts'
import { UpstreamError } from '../../src/upstream/upstream-error.ts'
import { embeddedDeployment } from '../fixtures.ts'
import { memberOf, plainRouting, standingClock } from './routing.ts'
import { walkOver } from './walk-over.ts'

const scores = { values: new Float64Array([1]), usage: { ...unknownUsage, totalTokens: 7 } }

/** Asks a member that scores with a function. */
function asking(score: Parameters<typeof embeddedDeployment>[0]) {
  const clock = standingClock(1000)
  const member = { ...memberOf('e1'), deployment: embeddedDeployment(score) }
  const steps: string[] = []
  const trace = { note: (deployment: string | undefined, what: string) => void steps.push(`${deployment}: ${what}`) }
  const means = {
    clock,
    routing: plainRouting,
    attempt: { upstream: createUpstream(), buffers: new BufferPool({ maxKeptBytes: 0 }) }
  }
  const bounds = {
    deadline: deadlineAfter(10_000, clock),
    signal: new AbortController().signal,
    trace,
    verify: undefined
  }
  return {
    clock,
    live: member.live,
    steps,
    answer: () => ask(new Turn(member, clock.now()), walkOver([member]), bounds, means)
  }
}

t.test('a good answer is given with its deployment, and is noted', async (t) => {
  const asked = asking(async () => {
    asked.clock.move(40)
    return scores
  })
  const { deployment, scores: given } = await asked.answer()
  t.equal(given, scores)
  t.equal(deployment.id, 'e1')
  t.equal(asked.live.latency.averageMs, 40)
  t.equal(asked.live.tokensPerMinute(1040), 7)
  t.equal(asked.live.slots.taken, 0)
  t.strictSame(asked.steps, ['e1: asked', 'e1: answered'])
})

t.test('a failure counts against the deployment', async (t) => {
  const asked = asking(async () => {
    throw new UpstreamError('reset', 'broke off')
  })
  await t.rejects(asked.answer(), { name: 'GatewayError', code: 'upstream_unreachable' })
  t.match(asked.live.lastError, { kind: 'reset', status: 502 })
  t.equal(asked.live.cooldown.failuresInRow, 1)
  t.strictSame(asked.steps, ['e1: asked', 'e1: failed: reset'])
})

t.test('a caller in a hurry, and one who left, count against nobody', async (t) => {
  for (const fault of ['timeout', 'cancelled'] as const) {
    const asked = asking(async () => {
      asked.clock.move(100)
      throw new UpstreamError(fault, 'ended')
    })
    await t.rejects(asked.answer(), { name: 'GatewayError' })
    t.equal(asked.live.cooldown.failuresInRow, 0)
    t.equal(asked.live.latency.averageMs, 100, 'but it takes at least so long')
    t.equal(asked.live.slots.taken, 0)
  }
})

t.test('a bug in an adapter returns the slot and passes unchanged', async (t) => {
  const asked = asking(async () => {
    throw new TypeError('a bug')
  })
  await t.rejects(asked.answer(), { name: 'TypeError' })
  t.equal(asked.live.slots.taken, 0)
  t.equal(asked.live.cooldown.failuresInRow, 0)
})
