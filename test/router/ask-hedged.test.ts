import t from 'tap'
import { startRoutes } from './start-routes.ts'

const stalled = { name: 'stall-before-headers' } as const

t.test('second calls stay within their share of all calls', async (t) => {
  const { call, simulators, received } = await startRoutes(t, 2, {
    routing: { hedge: { after: 10, budget: 0.25 } },
    wait: async () => undefined
  })
  simulators[0]?.inject({ name: 'latency', ms: 20 })
  for (let at = 0; at < 8; at++) await call()
  t.strictSame(received(), [8, 2])
})

t.test('with p95 nothing is doubled before the deployment is known', async (t) => {
  const { call, received } = await startRoutes(t, 2, {
    routing: { hedge: { after: 'p95', budget: 1 } },
    wait: async () => undefined
  })
  for (let at = 0; at < 20; at++) await call()
  t.strictSame(received(), [20, 0])
})

t.test('once it is known, a deployment that takes longer than usual is helped out', async (t) => {
  const { call, simulators } = await startRoutes(t, 2, {
    routing: { hedge: { after: 'p95', budget: 1 } },
    wait: async (ms) => void (await new Promise((resolve) => setTimeout(resolve, ms)))
  })
  for (let at = 0; at < 20; at++) await call()
  simulators[0]?.inject(stalled, { times: 1 })
  t.equal((await call()).deployment.id, 'b')
})

t.test('a key that is refused to one of both calls is not asked with again', async (t) => {
  const { call, simulators, received } = await startRoutes(t, 2, {
    routing: { hedge: { after: 10, budget: 1 } },
    wait: async () => undefined
  })
  simulators[0]?.inject({ name: 'status', status: 401 })
  simulators[1]?.inject({ name: 'status', status: 403 })
  await t.rejects(call(), { name: 'GatewayError', code: 'upstream_refused' })
  t.strictSame(received(), [1, 1])
})

t.test('a deployment alone has no second', async (t) => {
  const { call, simulators, received } = await startRoutes(t, 1, {
    routing: { hedge: { after: 10, budget: 1 } },
    wait: async () => undefined
  })
  simulators[0]?.inject({ name: 'latency', ms: 5 })
  await call()
  t.strictSame(received(), [1])
})

t.test('a request that was retried is not doubled, and a second call that failed is not repeated', async (t) => {
  const { call, simulators, received, steps } = await startRoutes(t, 3, {
    routing: { hedge: { after: 10, budget: 1 } },
    wait: async () => undefined
  })
  for (const at of [0, 1]) simulators[at]?.inject({ name: 'status', status: 500 })
  simulators[2]?.inject({ name: 'latency', ms: 10 })
  t.equal((await call()).deployment.id, 'c')
  t.strictSame(received(), [1, 1, 1], steps.join(', '))
})
