import { Admission } from '../access/admission.ts'
import { BufferPool } from '../buffers/buffer-pool.ts'
import type { CancelSignal } from '../clock/cancel-signal.ts'
import { type Clock, systemClock } from '../clock/clock.ts'
import { deadlineAfter } from '../clock/deadline.ts'
import { type After, detachedAfter } from '../clock/timers.ts'
import { systemWait, type Wait } from '../clock/wait.ts'
import type { Config } from '../config/config.ts'
import type { ModelGroup, ScoreSpace } from '../config/deployment.ts'
import { resolveModel } from '../config/resolve-model.ts'
import { sharedWindow } from '../json/string-window.ts'
import type { RerankRequest } from '../rerank/rerank-request.ts'
import { DeploymentStates } from '../router/deployment-states.ts'
import { deploymentsFor } from '../router/deployments-for.ts'
import { isLarge, largeTurn } from '../router/large-turn.ts'
import { createRouter } from '../router/router.ts'
import { createPairCache, isSameCache, type PairCache } from '../scoring/pair-cache.ts'
import { createScorer } from '../scoring/scorer.ts'
import { createUpstream, defaultUpstreamOptions, type Upstream } from '../upstream/upstream.ts'
import { callsAtOnce } from './calls-at-once.ts'
import { explained } from './explained.ts'
import { firstAnswer } from './first-answer.ts'
import { type GatewayEvents, silentEvents } from './gateway-events.ts'
import { type GatewayStatus, gatewayStatus } from './gateway-status.ts'
import { startHealthChecks } from './health-checks.ts'
import { originsInUse } from './origins-in-use.ts'
import { type ProbeResult, probe } from './probe.ts'
import { RequestTrace } from './request-trace.ts'
import { type RerankAnswer, rerankAnswer } from './rerank-answer.ts'
import { type RerankPlan, rerankPlan } from './rerank-plan.ts'
import { askedFallbacks, callableLeg, firstLeg, type Leg, legsAfter } from './route-legs.ts'
import { sharedRedis } from './shared-redis.ts'
import type { Snapshot } from './snapshot.ts'
import { WorkInFlight } from './work-in-flight.ts'

const probesAtOnce = 8
/** Of large buffers between requests, for which the arena had no room. */
export const maxKeptBytes = 32 * 1024 * 1024

export interface RerankCall {
  /** Fires when the caller has gone: upstream calls end and nothing is answered. */
  readonly signal: CancelSignal
  /** Whether the answer tells which deployments were considered and tried. */
  readonly isExplained: boolean
  /** Milliseconds for which the request has waited already, which its deadline counts. */
  readonly spentMs: number
}

export interface Gateway {
  /** What new requests are answered by; see `reload`. */
  readonly config: Config
  /** Bounds what is taken on at one time. Whoever reads a body counts its bytes here. */
  readonly admission: Admission
  /** For request bodies, as for those of calls. */
  readonly buffers: BufferPool
  /** The whole path of a request. @throws GatewayError */
  rerank(request: RerankRequest, call: RerankCall): Promise<RerankAnswer>
  /** What `rerank` would do now, without calling anybody. @throws GatewayError */
  plan(request: RerankRequest): Promise<RerankPlan>
  /** Asks every deployment for a tiny real ranking, a few at a time. */
  probeAll(signal: AbortSignal): Promise<readonly ProbeResult[]>
  status(): GatewayStatus
  /** Loads what the first request would have to wait for; to be called before there can be one. */
  prepare(): Promise<void>
  /** Begins what goes on without requests: connections to Redis, and health checks where they are configured. `close` ends it. */
  start(): void
  /** From now on requests are answered by `config`; those in flight finish by what they started with (promise P15). */
  reload(config: Config): void
  /** Refuses what comes from now on, waits for what is going on, and closes every connection. */
  close(): Promise<void>
}

/** What a gateway is made of, to be replaced in tests. */
export interface GatewayParts {
  readonly upstream?: Upstream
  readonly buffers?: BufferPool
  readonly clock?: Clock
  readonly random?: () => number
  readonly wait?: Wait
  readonly after?: After
  readonly events?: GatewayEvents
}

/** Puts the rooms together. Opens no connection and starts no timer. */
export function createGateway(config: Config, parts: GatewayParts = {}): Gateway {
  const { clock = systemClock, random = Math.random, wait = systemWait, after = detachedAfter } = parts
  const { events = silentEvents, buffers = new BufferPool({ maxKeptBytes, arena: sharedWindow()?.arena }) } = parts
  const maxAnswerBytes = (): number => current.config.maxAnswerBytes
  const { upstream = createUpstream({ ...defaultUpstreamOptions, maxAnswerBytes }) } = parts
  const redis = sharedRedis(config, {
    clock,
    after,
    random,
    changed: events.redisChanged,
    refused: events.redisRefused
  })
  const states = new DeploymentStates({ shared: redis.state })
  const admission = new Admission(config.overload)
  let cache: PairCache | undefined
  let current = snapshotOf(config)
  const inFlight = new WorkInFlight()
  let endHealthChecks: (() => void) | undefined

  function snapshotOf(config: Config): Snapshot {
    const { routing, scoring, overload } = config
    const { maxQueuedPerDeployment: maxQueued } = overload
    const router = createRouter({ upstream, buffers, clock, random, wait, after, routing, maxQueued, states })
    states.keepOnly(callsAtOnce(config))
    // Scores outlive a configuration that says the same of them.
    if (!isSameCache(cache, scoring.cache)) cache = scoring.cache && createPairCache(scoring.cache, clock, redis.cache)
    const scorer = createScorer({ settings: scoring, cache, clock, onLearned: events.limitLearned })
    return { config, router, scorer, inFlight: 0 }
  }

  /** When the last request of a replaced snapshot has ended, connections that only it needed are closed. */
  function leave(snapshot: Snapshot): void {
    snapshot.inFlight--
    if (snapshot !== current && snapshot.inFlight === 0) upstream.retire(originsInUse(current.config))
  }

  async function rerank(request: RerankRequest, call: RerankCall): Promise<RerankAnswer> {
    const { signal, isExplained, spentMs } = call
    const snapshot = current
    const { config, router, scorer } = snapshot
    const { wishes } = request
    const group = resolveModel(config, request.model)
    const asked = askedFallbacks(config, wishes.fallbacks)
    const first = firstLeg(config, group, asked, wishes.tags)
    const deadline = deadlineAfter(budgetMs(config, group, wishes.timeoutMs), clock, spentMs)
    const trace = isExplained ? new RequestTrace(clock) : undefined
    const room = admission.enter(deadline, signal)
    if (room !== undefined) await room
    snapshot.inFlight++
    try {
      // To be looked through for documents that are the same.
      if (isLarge(request)) await largeTurn({ deadline, signal })
      const isReady = ({ space }: Leg) => router.isReady(space, wishes)
      const othersAfter = (space: ScoreSpace) => legsAfter(space, config, group, asked, wishes.tags)
      const isNextReady = (space: ScoreSpace) => othersAfter(space).some(isReady)
      const bounds = { deadline, signal, wishes, trace, verify: undefined, isNextReady }
      const found = await firstAnswer(first, () => othersAfter(first.space), {
        deadline,
        isReady,
        passedOver: trace && (({ space }) => router.noteSkipped(space, wishes, trace)),
        known: async ({ space }) => {
          const known = await scorer.known(space, request, bounds)
          if (known === undefined && isLarge(request)) await largeTurn({ deadline, signal })
          return known
        },
        ask: ({ space }) =>
          scorer.score(
            space,
            request,
            (chunk, own) => router.call(space, chunk, own === signal ? bounds : { ...bounds, signal: own }),
            bounds
          )
      })
      return rerankAnswer(request, group, first, found, trace)
    } catch (error) {
      throw explained(error, trace)
    } finally {
      admission.leave()
      leave(snapshot)
    }
  }

  async function plan(request: RerankRequest): Promise<RerankPlan> {
    const { config, scorer } = current
    const { tags, fallbacks } = request.wishes
    const group = resolveModel(config, request.model)
    const { space } = callableLeg(config, group, askedFallbacks(config, fallbacks), tags)
    return rerankPlan(request, await scorer.plan(space, request, deploymentsFor(space, tags, config.routing)))
  }

  async function probeAll(signal: AbortSignal): Promise<readonly ProbeResult[]> {
    const snapshot = current
    const { config, router } = snapshot
    snapshot.inFlight++
    try {
      return await inTurn(config.deployments, probesAtOnce, (each) => probe(each, router, clock, signal))
    } finally {
      leave(snapshot)
    }
  }

  function start(): void {
    redis.statuses()
    endHealthChecks?.()
    const { healthCheckMs: intervalMs } = current.config.routing
    endHealthChecks =
      intervalMs === undefined
        ? undefined
        : startHealthChecks({ intervalMs, checkAll: probeAll, after, random, broke: events.checksBroke })
  }

  return {
    get config() {
      return current.config
    },
    admission,
    buffers,
    rerank: (request, call) => inFlight.during(() => rerank(request, call)),
    plan: (request) => inFlight.during(() => plan(request)),
    probeAll: (signal) => inFlight.during(() => probeAll(signal)),
    status: () => gatewayStatus(current, admission, redis),
    prepare: redis.prepare,
    start,
    reload(config) {
      const replaced = current
      current = snapshotOf(config)
      admission.rebound(config.overload)
      if (endHealthChecks !== undefined || config.routing.healthCheckMs !== undefined) start()
      replaced.inFlight++
      leave(replaced)
    },
    async close() {
      endHealthChecks?.()
      await inFlight.end()
      redis.close()
      await upstream.close()
    }
  }
}

/** Runs `work` over all items, `width` at a time, and keeps their order. */
async function inTurn<Item, Done>(
  items: readonly Item[],
  width: number,
  work: (item: Item) => Promise<Done>
): Promise<Done[]> {
  const done: Done[] = []
  for (let at = 0; at < items.length; at += width)
    done.push(...(await Promise.all(items.slice(at, at + width).map(work))))
  return done
}

/** The whole budget: the router's, or that of a deployment which is given longer. */
function budgetMs({ timeoutMs: routersMs }: Config, { spaces }: ModelGroup, asked: number | undefined): number {
  let longest = routersMs
  for (const { deployments } of spaces) {
    for (const { timeoutMs } of deployments) longest = Math.max(longest, timeoutMs ?? routersMs)
  }
  return Math.min(asked ?? Number.POSITIVE_INFINITY, longest)
}
