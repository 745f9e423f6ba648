import t from 'tap'
import { BufferPool } from '../../src/buffers/buffer-pool.ts'
import { deadlineAfter } from '../../src/clock/deadline.ts'
import { noWishes } from '../../src/rerank/rerank-request.ts'
import { createRouter } from '../../src/router/router.ts'
import type { Upstream } from '../../src/upstream/upstream.ts'
import { deploymentAt, requestOf } from '../fixtures.ts'

t.test('one deployment is asked, with the shorter of its own timeout and the deadline', async (t) => {
  const budgets: number[] = []
  let now = 1000
  const clock = { now: () => now }
  const upstream: Upstream = {
    retire: () => undefined,
    send: async (_call, deadline) => {
      budgets.push(deadline.budgetMs)
      now += 25
      return { status: 200, headers: {}, body: Buffer.from('{"rankings":[{"index":0,"logit":1}]}'), isCallSent: true }
    },
    close: async () => undefined
  }
  const router = createRouter({ upstream, buffers: new BufferPool({ maxKeptBytes: 0 }), clock, random: () => 0 })
  const deployment = deploymentAt('http://127.0.0.1:1', { timeout: 2 })
  const space = { id: 's', pointwise: true, deployments: [deployment] }
  const { signal } = new AbortController()
  const routed = await router.call(space, requestOf(['a']), {
    deadline: deadlineAfter(5000, clock),
    signal,
    wishes: noWishes,
    trace: undefined
  })
  t.equal(routed.deployment, deployment)
  t.equal(routed.upstreamMs, 25)
  await router.call(space, requestOf(['a']), {
    deadline: deadlineAfter(300, clock),
    signal,
    wishes: noWishes,
    trace: undefined
  })
  t.strictSame(budgets, [2000, 300])
})
