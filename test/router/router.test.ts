import { setImmediate as nextTurn } from 'node:timers/promises'
import t from 'tap'
import { abortSignalOf } from '../../src/clock/cancel-signal.ts'
import { systemClock } from '../../src/clock/clock.ts'
import { turnForLongStep } from '../../src/clock/long-step.ts'
import { DeploymentStates } from '../../src/router/deployment-states.ts'
import { manualTime } from '../clock/manual-time.ts'
import type { Fault } from '../simulator/fault.ts'
import { drawing, standingClock } from './routing.ts'
import { startRoutes } from './start-routes.ts'

const failing: Fault = { name: 'status', status: 500 }

function status(code: number, retryAfter?: string): Fault {
  return { name: 'status', status: code, headers: retryAfter === undefined ? {} : { 'retry-after': retryAfter } }
}

t.test('a healthy deployment is asked once', async (t) => {
  const { call, received, router, space } = await startRoutes(t, 1)
  const { scores, deployment, retries } = await call()
  t.equal(scores.values.length, 2)
  t.equal(deployment.id, 'a')
  t.equal(retries, 0)
  t.strictSame(received(), [1])
  t.match(router.snapshot(space).deployments, [{ id: 'a', state: 'ready', inFlight: 0, requestsThisMinute: 1 }])
})

t.test('after a failure another deployment is asked at once', async (t) => {
  const { call, received, simulators, waits, steps } = await startRoutes(t, 2)
  simulators[0]?.inject(failing)
  const { deployment, retries } = await call()
  t.equal(deployment.id, 'b')
  t.equal(retries, 1)
  t.strictSame(received(), [1, 1])
  t.strictSame(waits, [])
  t.strictSame(steps, ['a: asked', 'a: failed: failed', 'b: asked', 'b: answered'])
})

t.test('P8 a deployment without another is asked again after a wait: exponential, with full jitter', async (t) => {
  const { call, received, simulators, waits } = await startRoutes(t, 1, { random: () => 0.5 })
  simulators[0]?.inject(failing, { times: 2 })
  t.equal((await call()).retries, 2)
  t.strictSame(received(), [3])
  t.strictSame(waits, [125, 250], 'half of 250 and of 500')
})

t.test(
  'P8 Retry-After is waited out, as seconds and as HTTP date, where the deadline leaves time for it',
  async (t) => {
    for (const retryAfter of ['3', new Date(Date.now() + 3000).toUTCString()]) {
      for (const code of [429, 503]) {
        const { call, simulators, waits } = await startRoutes(t, 1)
        simulators[0]?.inject(status(code, retryAfter), { times: 1 })
        t.equal((await call()).retries, 1)
        t.equal(waits.length, 1)
        t.ok((waits[0] ?? 0) >= 2000 && (waits[0] ?? 0) <= 3000, `${waits[0]} ms`)
      }
    }
  }
)

t.test('P8 a wait that does not fit into the deadline is not begun, and the client is told how long', async (t) => {
  const { call, received, simulators, waits } = await startRoutes(t, 1)
  simulators[0]?.inject(status(429, '30'))
  await t.rejects(call({ budgetMs: 10_000 }), {
    name: 'GatewayError',
    code: 'upstream_refused',
    status: 429,
    retryAfterS: 30
  })
  t.strictSame(waits, [])
  t.strictSame(received(), [1])
})

t.test('P8 the wait for another attempt ends when the client leaves', async (t) => {
  const controller = new AbortController()
  const { call, simulators } = await startRoutes(t, 1, {
    wait: async (_ms, signal) => {
      controller.abort()
      abortSignalOf(signal).throwIfAborted()
    }
  })
  simulators[0]?.inject(failing)
  await t.rejects(call({ signal: controller.signal }), { name: 'GatewayError', code: 'client_closed' })
})

t.test('P9 under a total outage further calls are a fifth of the requests, and three', async (t) => {
  const { call, received, simulators } = await startRoutes(t, 3, { random: Math.random })
  for (const simulator of simulators) simulator.inject({ name: 'reset-before-body' })
  const requests = 100
  for (let at = 0; at < requests; at++) await t.rejects(call({ wishes: { retries: 5 } }), { name: 'GatewayError' })
  const calls = received().reduce((sum, count) => sum + count, 0)
  t.ok(calls <= 1.2 * requests + 3, `${calls} calls for ${requests} requests`)
  t.ok(calls > requests, 'and some are made')
})

t.test('P9 requests at one time are bounded like those one after another', async (t) => {
  const { call, received, simulators } = await startRoutes(t, 3, { random: Math.random })
  for (const simulator of simulators) simulator.inject(failing)
  const requests = 100
  await Promise.allSettled(Array.from({ length: requests }, () => call({ wishes: { retries: 5 } })))
  const calls = received().reduce((sum, count) => sum + count, 0)
  t.ok(calls <= 1.2 * requests + 3, `${calls} calls for ${requests} requests`)
})

t.test(
  'P10 a deployment that fails five times in a row rests within one request, and returns through one probe',
  async (t) => {
    const clock = standingClock()
    const { call, received, simulators, router, space } = await startRoutes(t, 2, { clock })
    const [first] = simulators
    first?.inject(failing)
    for (let at = 0; at < 5; at++) t.equal((await call()).deployment.id, 'b')
    t.strictSame(received(), [5, 5])
    t.match(router.snapshot(space).deployments[0], { state: 'resting', failuresInRow: 5, lastError: { status: 500 } })
    for (let at = 0; at < 3; at++) await call()
    t.strictSame(received(), [5, 8], 'nobody asks it while it rests')

    clock.move(5000)
    const { promise: held, resolve: answer } = Promise.withResolvers<void>()
    first?.inject({ name: 'hold', until: held })
    const probe = call()
    await first?.reached(6)
    t.equal(router.snapshot(space).deployments[0]?.state, 'probing')
    await Promise.all([call(), call()])
    t.strictSame(received(), [6, 10], 'one probe at a time')
    answer()
    t.equal((await probe).deployment.id, 'a')
    t.equal(router.snapshot(space).deployments[0]?.state, 'ready')
  }
)

t.test('P10 the permit to probe comes back from failure and from cancellation', async (t) => {
  const clock = standingClock()
  const { call, simulators, router, space } = await startRoutes(t, 2, { clock })
  const [first] = simulators
  const state = () => router.snapshot(space).deployments[0]?.state
  first?.inject(status(429))
  await call()
  t.equal(state(), 'resting')
  clock.move(5000)
  const controller = new AbortController()
  first?.inject({ name: 'stall-before-headers' })
  const left = call({ signal: controller.signal })
  await first?.reached(2)
  t.equal(state(), 'probing')
  controller.abort()
  await t.rejects(left, { name: 'GatewayError', code: 'client_closed' })
  t.equal(state(), 'due')
  first?.inject(failing)
  await call()
  t.equal(state(), 'resting')
  t.equal(router.snapshot(space).deployments[0]?.restLeftMs, 10_000, 'and the rest has grown')
  t.equal(router.snapshot(space).deployments[0]?.inFlight, 0)
})

t.test('P10 when all rest the least bad one is still tried', async (t) => {
  const clock = standingClock()
  const { call, received, simulators } = await startRoutes(t, 2, { clock, routing: { retries: 0 } })
  simulators[0]?.inject(status(429, '60'), { times: 1 })
  await t.rejects(call(), { name: 'GatewayError', status: 429 })
  simulators[1]?.inject(status(429, '30'), { times: 1 })
  await t.rejects(call(), { name: 'GatewayError', status: 429 })
  t.equal((await call()).deployment.id, 'b')
  t.strictSame(received(), [1, 2])
})

t.test('P10 a deployment alone always answers, whatever it did before', async (t) => {
  const { call, simulators, router, space } = await startRoutes(t, 1)
  simulators[0]?.inject(status(401), { times: 1 })
  await t.rejects(call(), { name: 'GatewayError', status: 401 })
  t.equal(router.snapshot(space).deployments[0]?.state, 'resting')
  t.equal((await call()).deployment.id, 'a')
  t.equal(router.snapshot(space).deployments[0]?.state, 'ready')
})

t.test('P11 a 429 lets that deployment rest alone, for as long as it said', async (t) => {
  const { call, received, simulators, router, space } = await startRoutes(t, 2)
  simulators[0]?.inject(status(429, '17'))
  for (let at = 0; at < 3; at++) t.equal((await call()).deployment.id, 'b')
  t.strictSame(received(), [1, 3])
  t.match(router.snapshot(space).deployments, [
    { id: 'a', state: 'resting', restLeftMs: 17_000 },
    { id: 'b', state: 'ready', restLeftMs: 0 }
  ])
})

t.test('P11 400, 404, 413 and 422 are not replayed and let nothing rest', async (t) => {
  const { call, received, simulators, router, space } = await startRoutes(t, 2)
  let calls = 0
  for (const code of [400, 404, 413, 422]) {
    for (let at = 0; at < 6; at++) {
      simulators[0]?.inject(status(code), { times: 1 })
      await t.rejects(call(), { name: 'GatewayError', status: code })
      calls++
    }
  }
  t.strictSame(received(), [calls, 0])
  t.match(router.snapshot(space).deployments[0], { state: 'ready', failuresInRow: 0, lastError: undefined })
})

t.test('P12 a deployment that fails fast gains no traffic from latency-aware balancing', async (t) => {
  const clock = standingClock()
  const { call, received, simulators } = await startRoutes(t, 2, {
    clock,
    random: Math.random,
    routing: { strategy: 'latency-based-routing', hasCooldowns: false }
  })
  simulators[0]?.inject(status(500))
  for (let at = 0; at < 50; at++) {
    await call()
    clock.move(100)
  }
  const [bad = 0, good = 0] = received()
  t.ok(bad <= 1, `${bad} calls to the one that fails`)
  t.equal(good, 50)
})

t.test('a key that is refused is asked with once, and another deployment answers', async (t) => {
  const { call, received, simulators } = await startRoutes(t, 2)
  simulators[0]?.inject(status(403))
  t.equal((await call()).deployment.id, 'b')
  t.equal((await call()).deployment.id, 'b')
  t.strictSame(received(), [1, 2])
})

t.test('P6 each attempt gets what is left of the deadline, or its own timeout where that is less', async (t) => {
  const clock = standingClock()
  const leftMs: number[] = []
  const { call, received, simulators } = await startRoutes(t, 3, {
    clock,
    changes: [{}, { timeoutMs: 2000 }],
    onSend: (deadline) => {
      leftMs.push(deadline.remainingMs())
      clock.move(400)
    }
  })
  for (const simulator of simulators) simulator.inject(failing)
  await t.rejects(call({ budgetMs: 5000 }), { name: 'GatewayError', status: 500 })
  t.strictSame(leftMs, [5000, 2000, 4200])
  t.strictSame(received(), [1, 1, 1])
})

t.test('P6 nothing is begun after the deadline', async (t) => {
  const clock = standingClock()
  const { call, received, simulators } = await startRoutes(t, 2, { clock, onSend: () => clock.move(1000) })
  simulators[0]?.inject({ name: 'stall-mid-body' })
  await t.rejects(call({ budgetMs: 900 }), { name: 'GatewayError', code: 'timeout', status: 408 })
  t.equal(received()[1], 0)
})

t.test(
  'how often is asked again: the request says, else the deployment, else the policy, else the router',
  async (t) => {
    const attempts = async (settings: Parameters<typeof startRoutes>[2], retries?: number) => {
      const { call, received, simulators } = await startRoutes(t, 1, settings)
      simulators[0]?.inject(failing)
      await t.rejects(call({ wishes: { retries } }), { name: 'GatewayError', status: 500 })
      return received()[0]
    }
    const routing = { retries: 1, retriesByFailure: { failed: 2 } }
    t.equal(await attempts({ routing: { retries: 1 } }), 2)
    t.equal(await attempts({ routing }), 3)
    t.equal(await attempts({ routing, changes: [{ retries: 3 }] }), 4)
    t.equal(await attempts({ routing, changes: [{ retries: 3 }] }, 0), 1)
  }
)

t.test('the lowest order is asked while it has something usable', async (t) => {
  const { call, simulators } = await startRoutes(t, 2, { changes: [{ order: 2 }, { order: 1 }] })
  t.equal((await call()).deployment.id, 'b')
  simulators[1]?.inject(status(429))
  for (let at = 0; at < 2; at++) t.equal((await call()).deployment.id, 'a')
})

t.test(
  'P13 no more calls are made at one time than max_parallel_requests, and P7 every slot is returned',
  async (t) => {
    const { call, simulators, router, space } = await startRoutes(t, 1, {
      changes: [{ rates: { atOnce: 2, requestsPerMinute: undefined, tokensPerMinute: undefined } }],
      maxQueued: 3
    })
    const [simulator] = simulators
    simulator?.inject({ name: 'latency', ms: 5 })
    const calls = Array.from({ length: 5 }, () => call())
    await t.rejects(
      call(),
      { name: 'GatewayError', code: 'overloaded', status: 429, retryAfterS: 1 },
      'two at work, three waiting'
    )
    t.equal((await Promise.all(calls)).length, 5)
    t.equal(simulator?.peakOpenCalls, 2)
    t.match(router.snapshot(space).deployments, [{ inFlight: 0, queued: 0 }])
  }
)

const single = { requestsPerMinute: undefined, tokensPerMinute: undefined, atOnce: 1 }

t.test('P11 those who wait for a slot do not ask a deployment that has begun to rest', async (t) => {
  for (const fault of [status(429, '60'), status(401)]) {
    const { call, received, simulators } = await startRoutes(t, 2, {
      changes: [{ rates: single }, { rates: single }]
    })
    simulators[0]?.inject(fault)
    simulators[1]?.inject({ name: 'latency', ms: 5 })
    const answers = await Promise.all(Array.from({ length: 8 }, () => call()))
    t.strictSame(new Set(answers.map(({ deployment }) => deployment.id)), new Set(['b']))
    t.strictSame(received(), [1, 8], 'it is asked once, and whoever asked it waits for the other')
  }
})

t.test('P13 rpm holds for those who wait for a slot', async (t) => {
  const { call, received } = await startRoutes(t, 1, { changes: [{ rates: { ...single, requestsPerMinute: 2 } }] })
  const calls = await Promise.allSettled(Array.from({ length: 6 }, () => call()))
  t.equal(calls.filter(({ status }) => status === 'fulfilled').length, 2)
  t.strictSame(received(), [2])
})

t.test('whoever waits for a slot is served by another deployment whose rest ends', async (t) => {
  const { clock, after, advance } = manualTime()
  const { call, received, simulators, router, space } = await startRoutes(t, 2, {
    changes: [{ rates: single }, { rates: single, cooldownMs: 1000 }],
    clock,
    after
  })
  const [first, second] = simulators
  second?.inject(status(401), { times: 1 })
  const { promise: held, resolve: answer } = Promise.withResolvers<void>()
  first?.inject({ name: 'hold', until: held })
  const hanging = call()
  await first?.reached(1)
  const refused = call()
  await second?.reached(1)
  await second?.idle()
  const waiting = call()
  while (router.snapshot(space).deployments[0]?.queued !== 2) await nextTurn()
  advance(1000)
  t.equal((await Promise.race([refused, waiting])).deployment.id, 'b')
  answer()
  await Promise.all([hanging, refused, waiting])
  t.match(router.snapshot(space).deployments, [
    { inFlight: 0, queued: 0 },
    { inFlight: 0, queued: 0 }
  ])
  t.equal(
    received().reduce((sum, count) => sum + count),
    4
  )
})

t.test('P13 a deployment at its rpm is passed over; when all are, the client is told when to come back', async (t) => {
  const rates = { requestsPerMinute: 1, tokensPerMinute: undefined, atOnce: undefined }
  const { call, received, router, space } = await startRoutes(t, 2, { changes: [{ rates }, { rates }] })
  t.strictSame([(await call()).deployment.id, (await call()).deployment.id], ['a', 'b'])
  t.notOk(router.isReady(space, { timeoutMs: undefined, retries: undefined, fallbacks: undefined, tags: [] }))
  await t.rejects(call(), {
    name: 'GatewayError',
    code: 'overloaded',
    status: 429,
    retryAfterS: 65,
    message: /rpm or tpm is used up/
  })
  t.strictSame(received(), [1, 1])
})

t.test('of several causes the client is told the one that says most', async (t) => {
  const { call, simulators } = await startRoutes(t, 2)
  simulators[0]?.inject(status(429, '9'))
  simulators[1]?.inject(status(403))
  await t.rejects(call({ budgetMs: 5000 }), { name: 'GatewayError', status: 429, retryAfterS: 9 })
})

t.test('tags choose the deployment', async (t) => {
  const { call, router, space } = await startRoutes(t, 2, {
    routing: { hasTagFiltering: true },
    changes: [{ tags: ['free'] }, { tags: ['paid'] }]
  })
  t.equal((await call({ wishes: { tags: ['paid'] } })).deployment.id, 'b')
  await t.rejects(call({ wishes: { tags: ['gold'] } }), {
    name: 'GatewayError',
    code: 'no_deployment_with_tags',
    status: 400
  })
  const wishes = { timeoutMs: undefined, retries: undefined, fallbacks: undefined }
  t.ok(router.isReady(space, { ...wishes, tags: ['free'] }))
  t.notOk(router.isReady(space, { ...wishes, tags: ['gold'] }))
})

t.test('a space without a deployment that can be called says what to set', async (t) => {
  const missing = 'set the environment variable X_KEY'
  const { call } = await startRoutes(t, 1, { changes: [{ missing }] })
  await t.rejects(call(), {
    code: 'not_ready',
    param: 'model',
    message: 'model group "rerank" is not ready: set the environment variable X_KEY'
  })
})

t.test('what is known of a deployment outlives the router', async (t) => {
  const states = new DeploymentStates()
  const { call, simulators } = await startRoutes(t, 2, { states })
  simulators[0]?.inject(status(429))
  await call()
  const later = await startRoutes(t, 2, { states })
  t.equal((await later.call()).deployment.id, 'b')
})

t.test('a hedge: a second deployment is asked when the first takes long, and the loser is cancelled', async (t) => {
  const { call, simulators, received, router, space } = await startRoutes(t, 2, {
    routing: { hedge: { after: 100, budget: 0.5 } },
    random: drawing(0)
  })
  await call()
  simulators[0]?.inject({ name: 'stall-before-headers' }, { times: 1 })
  const { deployment, retries } = await call()
  t.equal(deployment.id, 'b')
  t.equal(retries, 0)
  await simulators[0]?.idle()
  t.strictSame(received(), [2, 1])
  t.equal(simulators[0]?.calls.at(-1)?.aborted, true)
  t.match(router.snapshot(space).deployments, [{ inFlight: 0, lastError: undefined }, { inFlight: 0 }])
})

const large = ['cats purr', 'dogs bark '.repeat(30_000)]

t.test('the event loop turns before a large request is sent, and a small one is not kept waiting', async (t) => {
  for (const [documents, expected] of [
    [large, ['others', 'sent']],
    [
      ['cats purr', 'dogs bark'],
      ['sent', 'others']
    ]
  ] as const) {
    const order: string[] = []
    const { call } = await startRoutes(t, 1, { onSend: () => order.push('sent') })
    const others = nextTurn().then(() => order.push('others'))
    await call({ documents })
    await others
    t.strictSame(order, expected)
  }
})

t.test(
  'P6 P7 who waits for a turn is over with its deadline or its client, and no deployment is to blame',
  async (t) => {
    const { call, received, router, space } = await startRoutes(t, 1, { clock: systemClock })
    let before = 300
    const crowd = Promise.all(
      Array.from({ length: before }, async () => {
        await turnForLongStep('continue')
        before--
        const until = systemClock.now() + 1
        while (systemClock.now() < until);
      })
    )
    const client = new AbortController()
    const left = call({ documents: large, signal: client.signal })
    await t.rejects(call({ documents: large, budgetMs: 20 }), { name: 'GatewayError', code: 'timeout' })
    client.abort()
    await t.rejects(left, { name: 'GatewayError', code: 'client_closed' })
    t.not(before, 0, 'neither waited for the turn')
    t.strictSame(received(), [0])
    t.match(router.snapshot(space).deployments, [
      { state: 'ready', inFlight: 0, failuresInRow: 0, lastError: undefined }
    ])
    await crowd
  }
)

t.test(
  'P6 a large request whose deployment hangs is told of that, and not of the turn that it had no time for',
  async (t) => {
    const { call, simulators } = await startRoutes(t, 1, { clock: systemClock })
    const held = Promise.withResolvers<void>()
    t.teardown(() => held.resolve())
    simulators[0]?.inject({ name: 'hold', until: held.promise })
    await t.rejects(call({ documents: large, budgetMs: 100 }), {
      name: 'GatewayError',
      code: 'timeout',
      message: /^nvidia_nim did not answer within 100 ms .*deployment/
    })
  }
)

t.test('the wait for a turn is not the time of a deployment', async (t) => {
  const timeoutMs = 1000
  const clock = standingClock()
  const { call, router, space } = await startRoutes(t, 1, { clock, changes: [{ timeoutMs }] })
  const others = (async () => {
    await turnForLongStep('continue')
    clock.move(2 * timeoutMs)
  })()
  const { upstreamMs } = await call({ documents: large })
  await others
  t.equal(upstreamMs, 0)
  t.match(router.snapshot(space).deployments, [{ state: 'ready', latencyMs: undefined }])
})

t.test(
  'P10 large requests that come at one time send one probe, and one call where one a minute is allowed',
  async (t) => {
    const clock = standingClock()
    const changes = [{ rates: { requestsPerMinute: 1, tokensPerMinute: undefined, atOnce: undefined } }]
    const limited = await startRoutes(t, 2, { clock, changes })
    await Promise.all(Array.from({ length: 6 }, () => limited.call({ documents: large })))
    t.strictSame(limited.received(), [1, 5])

    const { call, received, simulators } = await startRoutes(t, 2, { clock })
    simulators[0]?.inject(failing)
    for (let at = 0; at < 5; at++) await call()
    clock.move(5000)
    await Promise.all(Array.from({ length: 6 }, () => call({ documents: large })))
    t.strictSame(received(), [6, 11])
  }
)

t.test(
  'P7 a large request waits for its turn again before another is asked, and not once its client has left',
  async (t) => {
    const client = new AbortController()
    const { call, received, simulators, steps } = await startRoutes(t, 2)
    simulators[0]?.inject(failing)
    const left = call({ documents: large, signal: client.signal })
    await simulators[0]?.reached(1)
    let isOver = false
    const crowd = Array.from({ length: 200 }, async () => {
      while (!isOver) await turnForLongStep('continue')
    })
    while (!steps.includes('a: failed: failed')) await nextTurn()
    client.abort()
    await t.rejects(left, { name: 'GatewayError', code: 'client_closed' })
    t.strictSame(received(), [1, 0])
    t.strictSame(steps, ['a: asked', 'a: failed: failed'])

    const other = call({ documents: large })
    isOver = true
    await Promise.all(crowd)
    t.equal((await other).deployment.id, 'b')
  }
)
