import { setImmediate as nextTurn } from 'node:timers/promises'
import t from 'tap'
import { BufferPool } from '../../src/buffers/buffer-pool.ts'
import { abortSignalOf } from '../../src/clock/cancel-signal.ts'
import { deadlineAfter } from '../../src/clock/deadline.ts'
import type { Wait } from '../../src/clock/wait.ts'
import type { Deployment } from '../../src/config/deployment.ts'
import type { Strategy } from '../../src/config/routing.ts'
import { GatewayError } from '../../src/errors/gateway-error.ts'
import { noWishes } from '../../src/rerank/rerank-request.ts'
import type { Scores } from '../../src/rerank/scores.ts'
import { DeploymentStates } from '../../src/router/deployment-states.ts'
import { createRouter } from '../../src/router/router.ts'
import { standingOf } from '../../src/router/standing.ts'
import { createUpstream } from '../../src/upstream/upstream.ts'
import { UpstreamError } from '../../src/upstream/upstream-error.ts'
import { manualTime } from '../clock/manual-time.ts'
import { embeddedDeployment, requestOf } from '../fixtures.ts'
import { plainRouting, spaceOf } from './routing.ts'
import { seeded } from './seeded.ts'

const strategies: readonly Strategy[] = [
  'simple-shuffle',
  'least-busy',
  'latency-based-routing',
  'usage-based-routing-v2',
  'cost-based-routing'
]
const answer: Scores = {
  values: new Float64Array([1]),
  usage: { promptTokens: 50, totalTokens: 50, searchUnits: undefined }
}

/** A call that a deployment is at work on. */
interface Call {
  readonly request: number
  readonly deployment: Deployment
  readonly end: (outcome: Scores | Error) => void
}

interface Client {
  readonly leave: AbortController
  readonly allowed: readonly Deployment[]
}

/**
 * One course of arrivals, ends, failures, departures, new bounds and passing time, over up to four deployments. Without retries
 * whoever makes no call waits for one.
 */
async function run(seed: number, retries: number, faults: string[], outcomes: Map<string, number>): Promise<void> {
  const draw = seeded(seed * 7919)
  for (let at = 0; at < 5; at++) draw()
  const random = (below: number): number => Math.floor(draw() * below)
  const time = manualTime()
  const { clock } = time
  const calls = new Set<Call>()
  const fault = (what: string): void => void faults.push(`seed ${seed}, ${retries} retries: ${what}`)

  const ask = (request: number, deployment: Deployment, signal: AbortSignal): Promise<Scores> => {
    return new Promise((resolve, reject) => {
      const end = (outcome: Scores | Error): void => {
        calls.delete(call)
        signal.removeEventListener('abort', cancel)
        if (outcome instanceof Error) reject(outcome)
        else resolve(outcome)
      }
      const cancel = (): void => end(new UpstreamError('cancelled', 'left'))
      const call = { request, deployment, end }
      calls.add(call)
      signal.addEventListener('abort', cancel, { once: true })
      if (signal.aborted) cancel()
    })
  }
  const deploymentOf = (at: number, model: string): Deployment => {
    const deployment: Deployment = {
      ...embeddedDeployment((request, signal) => ask(Number(request.model), deployment, signal)),
      id: `e${at}`,
      liveId: `e${at}${model}`
    }
    return deployment
  }
  const count = 1 + random(4)
  const entries = Array.from({ length: count }, (_, at) => ({
    order: random(10) < 3 ? 1 : 0,
    tags: [['x'], ['x', 'y'], ['y'], ['y']][at] ?? [],
    rates: {
      requestsPerMinute: random(10) < 3 ? 10 : undefined,
      tokensPerMinute: random(10) < 2 ? 500 : undefined,
      atOnce: random(10) < 8 ? 1 + random(3) : undefined
    }
  }))
  // Two models of each entry, which share its bounds, as those of a wildcard do.
  const spaces = (seed % 3 === 0 ? [' m', ' n'] : ['']).map((model) => {
    return spaceOf(...entries.map((entry, at) => Object.assign(deploymentOf(at, model), entry)))
  })
  const deployments = spaces.flatMap((space) => space.deployments)
  const states = new DeploymentStates()
  const bound = (atOnce: (deployment: Deployment) => number | undefined): void => {
    states.keepOnly(new Map(deployments.map((deployment) => [deployment.id, atOnce(deployment)])))
  }
  bound(({ rates }) => rates.atOnce)
  const wait: Wait = (ms, signal) => {
    return new Promise((resolve, reject) => {
      const abandon = (): void => {
        cancel()
        reject(new Error('left'))
      }
      const cancel = time.after(ms, () => {
        abortSignalOf(signal).removeEventListener('abort', abandon)
        resolve()
      })
      abortSignalOf(signal).addEventListener('abort', abandon, { once: true })
      if (signal.aborted) abandon()
    })
  }
  const hasTagFiltering = count > 2 && seed % 2 === 0
  const router = createRouter({
    upstream: createUpstream(),
    buffers: new BufferPool({ maxKeptBytes: 0 }),
    clock,
    random: draw,
    wait,
    after: time.after,
    routing: {
      ...plainRouting,
      strategy: strategies[seed % strategies.length] ?? 'simple-shuffle',
      retries,
      hasTagFiltering,
      hedge: retries > 0 && seed % 4 === 0 ? { after: 300, budget: 0.3 } : undefined
    },
    maxQueued: 1000,
    states
  })

  const clients = new Map<number, Client>()
  /** Of each request, what decides who may be asked. */
  const kinds: string[] = []
  const arrive = (): void => {
    const number = kinds.length
    const leave = new AbortController()
    const tag = random(2) === 0 ? 'x' : 'y'
    const model = random(spaces.length)
    const space = spaces[model] ?? spaceOf()
    kinds.push(hasTagFiltering ? `${model} ${tag}` : `${model}`)
    const allowed = space.deployments.filter(({ tags }) => !hasTagFiltering || tags.includes(tag))
    clients.set(number, { leave, allowed })
    const bounds = {
      deadline: deadlineAfter(1e7, clock),
      signal: leave.signal,
      wishes: { ...noWishes, tags: hasTagFiltering ? [tag] : [] },
      trace: undefined,
      verify: undefined,
      isNextReady: undefined
    }
    const over = (outcome: string): void => {
      clients.delete(number)
      outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1)
    }
    router.call(space, requestOf(['a'], { model: String(number) }), bounds).then(
      () => over('answered'),
      (error) => over(error instanceof GatewayError ? error.code : String(error))
    )
  }
  const endOne = (): void => {
    const call = [...calls][random(calls.size)]
    const dice = random(20)
    const deployment = call?.deployment.id ?? ''
    const retryAfterS = random(2) === 0 ? { retryAfterS: 1 + random(30) } : {}
    if (dice < 12) call?.end(answer)
    else if (dice < 15) call?.end(new UpstreamError('unreachable', 'no'))
    else call?.end(new GatewayError('upstream_refused', 'm', { status: 429, deployment, ...retryAfterS }))
  }

  /** There is nothing that whoever waits could be given, and nobody was passed by one who came later. */
  const check = (before: ReadonlySet<Call>): void => {
    const now = clock.now()
    for (const deployment of deployments) {
      const { slots } = states.of(deployment)
      const inside = [...calls].filter((call) => call.deployment.id === deployment.id).length
      if (slots.taken !== inside) fault(`${slots.taken} slots are taken, ${inside} calls at work`)
    }
    if (retries > 0) return
    const working = new Set([...calls].map(({ request }) => request))
    for (const [number, { allowed }] of clients) {
      if (working.has(number)) continue
      for (const call of calls) {
        if (before.has(call) || call.request <= number || kinds[call.request] !== kinds[number]) continue
        fault(`${number} was passed by ${call.request}`)
      }
      const stands = allowed.map((deployment) => {
        const live = states.of(deployment)
        if (live.isAtRate(now, deployment.rates)) return 'at-rate'
        const standing = standingOf({ deployment, live, weight: 1 }, now)
        return standing === 'resting' && !live.slots.isFull ? 'least bad' : standing
      })
      // Where all are at their rates a refusal is to be had.
      const isRefused = stands.every((each) => each === 'at-rate')
      const isLeastBad = !stands.includes('full') && stands.includes('least bad')
      const mayBeHad = stands.includes('usable') || isLeastBad || isRefused
      if (mayBeHad) fault(`${number} waits for what may be had: ${stands}`)
    }
  }
  const settle = async (): Promise<void> => {
    for (let turns = 0; turns < 5; turns++) await nextTurn()
  }

  for (let step = 0; step < 150; step++) {
    const before = new Set(calls)
    const dice = random(100)
    if (dice < 40) arrive()
    else if (dice < 47) [...clients.values()][random(clients.size)]?.leave.abort()
    else if (dice < 65) time.advance(1 + random(random(5) === 0 ? 20_000 : 600))
    else if (dice < 68) bound(() => (random(5) === 0 ? undefined : 1 + random(3)))
    else endOne()
    await settle()
    check(before)
  }
  for (let step = 0; step < 3000 && clients.size > 0; step++) {
    const [call] = calls
    if (call === undefined) time.advance(500)
    else call.end(answer)
    await nextTurn()
  }
  await settle()
  if (clients.size > 0) fault(`${clients.size} wait for ever`)
  const left = deployments.map((deployment) => states.of(deployment).slots)
  if (left.some(({ taken, waiting }) => taken + waiting > 0)) fault('something is left in the slots or lines')
  if (time.waiting().length > 0) fault('a timer is left')
}

t.test('whoever waits is given what may be had, in turn, whatever happens', async (t) => {
  for (const retries of [0, 2]) {
    const faults: string[] = []
    const outcomes = new Map<string, number>()
    for (let seed = 1; seed <= 40; seed++) await run(seed, retries, faults, outcomes)
    t.strictSame(faults, [])
    t.strictSame(
      [...outcomes.keys()].sort(),
      ['answered', 'client_closed', 'overloaded', 'upstream_refused', 'upstream_unreachable'],
      'each way to end has been seen'
    )
  }
})
