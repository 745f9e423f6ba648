import { BufferPool } from '../../src/buffers/buffer-pool.ts'
import type { Clock } from '../../src/clock/clock.ts'
import { type Deadline, deadlineAfter } from '../../src/clock/deadline.ts'
import { type After, systemAfter } from '../../src/clock/timers.ts'
import type { Wait } from '../../src/clock/wait.ts'
import type { ScoreSpace } from '../../src/config/deployment.ts'
import type { Routing } from '../../src/config/routing.ts'
import { noWishes, type RouteWishes } from '../../src/rerank/rerank-request.ts'
import type { Scores } from '../../src/rerank/scores.ts'
import { DeploymentStates } from '../../src/router/deployment-states.ts'
import { createRouter, type RoutedScores, type Router } from '../../src/router/router.ts'
import { createUpstream } from '../../src/upstream/upstream.ts'
import { deploymentAt, requestOf } from '../fixtures.ts'
import { type Simulator, startSimulator } from '../simulator/start-simulator.ts'
import { type DeploymentChanges, drawing, plainRouting, spaceOf, standingClock } from './routing.ts'

interface Tap {
  teardown(end: () => Promise<void>): void
}

export interface RoutesSettings {
  readonly routing?: Partial<Routing>
  /** For each deployment, by its place. */
  readonly changes?: readonly DeploymentChanges[]
  readonly clock?: Clock
  readonly random?: () => number
  readonly wait?: Wait
  readonly after?: After
  readonly maxQueued?: number
  readonly states?: DeploymentStates
  /** Told of every call before it is sent. */
  readonly onSend?: (deadline: Deadline) => void
}

export interface CallSettings {
  readonly documents?: readonly string[]
  readonly wishes?: Partial<RouteWishes>
  readonly budgetMs?: number
  readonly signal?: AbortSignal
  readonly verify?: (scores: Scores) => void
}

/** A router over one space whose deployments `a`, `b`, `c`... are simulators on real sockets. */
export interface Routes {
  readonly simulators: readonly Simulator[]
  readonly space: ScoreSpace
  readonly router: Router
  readonly states: DeploymentStates
  /** How long the router asked to wait, in turn; nobody waits for it. */
  readonly waits: readonly number[]
  /** What a trace was told, as `a: asked`. */
  readonly steps: string[]
  call(settings?: CallSettings): Promise<RoutedScores>
  /** How many calls each simulator has got. */
  received(): number[]
}

const names = 'abcdefgh'
const pair = ['cats purr', 'dogs bark']

export async function startRoutes(t: Tap, count: number, settings: RoutesSettings = {}): Promise<Routes> {
  const simulators = await Promise.all(Array.from({ length: count }, () => startSimulator()))
  const upstream = createUpstream()
  t.teardown(async () => {
    await Promise.all(simulators.map((simulator) => simulator.close()))
    await upstream.close()
  })
  const deployments = simulators.map(({ url }, at) => {
    return { ...deploymentAt(url, {}, { id: names.charAt(at) }), ...settings.changes?.[at] }
  })
  const space = spaceOf(...deployments)
  const waits: number[] = []
  const steps: string[] = []
  const states = settings.states ?? new DeploymentStates()
  states.keepOnly(new Map(deployments.map(({ id, rates }) => [id, rates.atOnce])))
  const clock = settings.clock ?? standingClock()
  const router = createRouter({
    upstream: {
      ...upstream,
      send: (call, deadline, signal) => {
        settings.onSend?.(deadline)
        return upstream.send(call, deadline, signal)
      }
    },
    buffers: new BufferPool({ maxKeptBytes: 1e7, isPoisoning: true }),
    clock,
    random: settings.random ?? drawing(0),
    wait: settings.wait ?? (async (ms) => void waits.push(ms)),
    after: settings.after ?? systemAfter,
    routing: { ...plainRouting, ...settings.routing },
    maxQueued: settings.maxQueued ?? 10,
    states
  })
  return {
    simulators,
    space,
    router,
    states,
    waits,
    steps,
    received: () => simulators.map(({ received }) => received),
    call: ({ documents = pair, wishes = {}, budgetMs = 10_000, signal = new AbortController().signal, verify } = {}) =>
      router.call(space, requestOf(documents), {
        deadline: deadlineAfter(budgetMs, clock),
        isNextReady: undefined,
        signal,
        wishes: { ...noWishes, ...wishes },
        trace: { note: (deployment, what) => steps.push(`${deployment ?? '-'}: ${what}`) },
        verify
      })
  }
}
