import { Admission } from '../access/admission.ts'
import { BufferPool } from '../buffers/buffer-pool.ts'
import { type Clock, systemClock } from '../clock/clock.ts'
import { deadlineAfter } from '../clock/deadline.ts'
import type { Config } from '../config/config.ts'
import type { ModelGroup } from '../config/deployment.ts'
import { resolveModel } from '../config/resolve-model.ts'
import type { RerankRequest } from '../rerank/rerank-request.ts'
import { createRouter, type Router } from '../router/router.ts'
import { score } from '../scoring/score.ts'
import { createUpstream, type Upstream } from '../upstream/upstream.ts'
import { explained } from './explained.ts'
import { firstAnswer } from './first-answer.ts'
import { originsInUse } from './origins-in-use.ts'
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
  /** What new requests are answered by; see `reload`. */
  readonly config: Config
  /** Bounds what is taken on at one time. Whoever reads a body counts its bytes here. */
  readonly admission: Admission
  /** For request bodies: what a request was read into may become the next call's body. */
  readonly buffers: BufferPool
  /** The whole path of a request. @throws GatewayError */
  rerank(request: RerankRequest, call: RerankCall): Promise<RerankAnswer>
  /** Asks every deployment for a tiny real ranking, a few at a time. */
  probeAll(signal: AbortSignal): Promise<readonly ProbeResult[]>
  /** From now on requests are answered by `config`; those in flight finish by what they started with (promise P15). */
  reload(config: Config): void
  /** Waits for calls in flight and closes every connection. */
  close(): Promise<void>
}

/** What requests are answered by, from their beginning to their end. */
interface Snapshot {
  readonly config: Config
  readonly router: Router
  inFlight: number
}

/** What a gateway is made of, to be replaced in tests. */
export interface GatewayParts {
  readonly upstream?: Upstream
  readonly buffers?: BufferPool
  readonly clock?: Clock
  readonly random?: () => number
}

/** Puts the rooms together. Opens no connection and starts no timer. */
export function createGateway(config: Config, parts: GatewayParts = {}): Gateway {
  const { upstream = createUpstream(), clock = systemClock, random = Math.random } = parts
  const { buffers = new BufferPool({ maxKeptBytes }) } = parts
  const snapshotOf = (config: Config): Snapshot => {
    return { config, router: createRouter({ upstream, buffers, clock, random }), inFlight: 0 }
  }
  let current = snapshotOf(config)

  const admission = new Admission(config.overload)

  /** When the last request of a replaced snapshot has ended, connections that only it needed are closed. */
  function leave(snapshot: Snapshot): void {
    snapshot.inFlight--
    if (snapshot !== current && snapshot.inFlight === 0) upstream.retire(originsInUse(current.config))
  }

  return {
    get config() {
      return current.config
    },
    admission,
    buffers,
    async rerank(request, { signal, isExplained }) {
      const snapshot = current
      const { config, router } = snapshot
      const group = resolveModel(config, request.model)
      const { fallbacks } = request.wishes
      const asked = fallbacks === undefined ? undefined : askedFallbacks(config, fallbacks)
      const deadline = deadlineAfter(budgetMs(config, group, request.wishes.timeoutMs), clock)
      const trace = isExplained ? new RequestTrace(clock) : undefined
      const bounds = { deadline, signal, wishes: request.wishes, trace }
      const room = admission.enter(deadline, signal)
      if (room !== undefined) await room
      snapshot.inFlight++
      try {
        const found = await firstAnswer(routeLegs(config, group, asked), deadline, ({ space }) =>
          score(space, request, (chunk) => router.call(space, chunk, bounds))
        )
        return rerankAnswer(request, group, found, trace)
      } catch (error) {
        throw explained(error, trace)
      } finally {
        admission.leave()
        leave(snapshot)
      }
    },
    async probeAll(signal) {
      const snapshot = current
      const { config, router } = snapshot
      snapshot.inFlight++
      try {
        return await inTurn(config.deployments, probesAtOnce, (each) => probe(each, router, clock, signal))
      } finally {
        leave(snapshot)
      }
    },
    reload(config) {
      const replaced = current
      current = snapshotOf(config)
      admission.rebound(config.overload)
      replaced.inFlight++
      leave(replaced)
    },
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

function budgetMs(config: Config, { spaces }: ModelGroup, asked: number | undefined): number {
  let longest = 0
  for (const { deployments } of spaces) {
    for (const { timeoutMs } of deployments) longest = Math.max(longest, timeoutMs ?? config.timeoutMs)
  }
  return Math.min(asked ?? Number.POSITIVE_INFINITY, longest)
}
