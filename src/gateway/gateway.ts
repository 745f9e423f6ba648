import { Admission } from '../access/admission.ts'
import { BufferPool } from '../buffers/buffer-pool.ts'
import { type Clock, systemClock } from '../clock/clock.ts'
import { deadlineAfter } from '../clock/deadline.ts'
import { systemWait, type Wait } from '../clock/wait.ts'
import type { Config } from '../config/config.ts'
import type { ModelGroup } from '../config/deployment.ts'
import { resolveModel } from '../config/resolve-model.ts'
import type { RerankRequest } from '../rerank/rerank-request.ts'
import { DeploymentStates } from '../router/deployment-states.ts'
import { createRouter } from '../router/router.ts'
import { createPairCache } from '../scoring/pair-cache.ts'
import { createScorer } from '../scoring/scorer.ts'
import { createUpstream, type Upstream } from '../upstream/upstream.ts'
import { explained } from './explained.ts'
import { firstAnswer } from './first-answer.ts'
import { type ProbeResult, probe } from './probe.ts'
import { RequestTrace } from './request-trace.ts'
import { type RerankAnswer, rerankAnswer } from './rerank-answer.ts'
import { askedFallbacks, routeLegs } from './route-legs.ts'

const probesAtOnce = 8
/** Of large buffers between requests: sixteen requests of 2 MB and their calls. */
const maxKeptBytes = 64 * 1024 * 1024

export interface RerankCall {
  /** Fires when the caller has gone: upstream calls end and nothing is answered. */
  readonly signal: AbortSignal
  /** Whether the answer tells which deployments were considered and tried. */
  readonly isExplained: boolean
}

export interface Gateway {
  readonly config: Config
  /** Bounds what is taken on at one time. Whoever reads a body counts its bytes here. */
  readonly admission: Admission
  /** For request bodies: what a request was read into may become the next call's body. */
  readonly buffers: BufferPool
  /** The whole path of a request. @throws GatewayError */
  rerank(request: RerankRequest, call: RerankCall): Promise<RerankAnswer>
  /** Asks every deployment for a tiny real ranking, a few at a time. */
  probeAll(signal: AbortSignal): Promise<readonly ProbeResult[]>
  /** Waits for calls in flight and closes every connection. */
  close(): Promise<void>
}

/** What a gateway is made of, to be replaced in tests. */
export interface GatewayParts {
  readonly upstream?: Upstream
  readonly buffers?: BufferPool
  readonly clock?: Clock
  readonly random?: () => number
  readonly wait?: Wait
}

/** Puts the rooms together. Opens no connection and starts no timer. */
export function createGateway(config: Config, parts: GatewayParts = {}): Gateway {
  const { upstream = createUpstream(), clock = systemClock, random = Math.random, wait = systemWait } = parts
  const { buffers = new BufferPool({ maxKeptBytes }) } = parts
  const router = createRouter({
    upstream,
    buffers,
    clock,
    random,
    wait,
    routing: config.routing,
    maxQueued: config.overload.maxQueuedPerDeployment,
    states: new DeploymentStates()
  })
  const { scoring } = config
  const cache = scoring.cache && createPairCache(scoring.cache, clock, undefined)
  const scorer = createScorer({ settings: scoring, cache, clock, onLearned: () => undefined })

  const admission = new Admission(config.overload)

  return {
    config,
    admission,
    buffers,
    async rerank(request, { signal, isExplained }) {
      const group = resolveModel(config, request.model)
      const { fallbacks } = request.wishes
      const asked = fallbacks === undefined ? undefined : askedFallbacks(config, fallbacks)
      const deadline = deadlineAfter(budgetMs(config, group, request.wishes.timeoutMs), clock)
      const trace = isExplained ? new RequestTrace(clock) : undefined
      const bounds = { deadline, wishes: request.wishes, trace }
      const room = admission.enter(deadline, signal)
      if (room !== undefined) await room
      try {
        const found = await firstAnswer(routeLegs(config, group, asked), deadline, ({ space }) =>
          scorer.score(space, request, (chunk, signal) => router.call(space, chunk, { ...bounds, signal }), {
            deadline,
            signal
          })
        )
        return rerankAnswer(request, group, found, trace)
      } catch (error) {
        throw explained(error, trace)
      } finally {
        admission.leave()
      }
    },
    probeAll: (signal) => inTurn(config.deployments, probesAtOnce, (each) => probe(each, router, clock, signal)),
    close: () => upstream.close()
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

/** The whole budget: the router's, or that of a deployment which is given longer; one alone has its own. */
function budgetMs({ timeoutMs: routersMs }: Config, { spaces }: ModelGroup, asked: number | undefined): number {
  const deployments = spaces.flatMap((space) => space.deployments)
  let longest = deployments.length === 1 ? 0 : routersMs
  for (const { timeoutMs } of deployments) longest = Math.max(longest, timeoutMs ?? routersMs)
  return Math.min(asked ?? Number.POSITIVE_INFINITY, longest)
}
