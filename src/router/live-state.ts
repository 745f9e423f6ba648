import type { Rates } from '../config/deployment.ts'
import type { FailureKind } from '../errors/failure-kind.ts'
import { GatewayError } from '../errors/gateway-error.ts'
import { Cooldown, type Phase } from './cooldown.ts'
import { Latency } from './latency.ts'
import type { SharedState } from './shared-state.ts'
import { SlidingCount } from './sliding-count.ts'
import { Slots } from './slots.ts'

const minuteMs = 60_000
/** What another process says may change. */
const newsMs = 1000

/** How the last failed attempt failed: no text of the provider, which may hold content. */
export interface LastError {
  readonly at: number
  readonly kind: FailureKind
  readonly code: string
  readonly status: number
}

/** Where the clocks of this process and of others meet. */
export interface Sharing {
  readonly shared: SharedState | undefined
  /** Milliseconds since the epoch. */
  readonly epoch: () => number
}

/**
 * What is known of one deployment while it runs. It outlives the configuration that names it. One of a wildcard's models counts
 * what it uses with its entry, whose key and bounds are those of all of them; how it fares is its own.
 */
export class LiveState {
  readonly id: string
  /** Under which its use is counted: its own, or its entry's. */
  readonly entryId: string
  readonly slots: Slots
  readonly latency = new Latency()
  readonly cooldown = new Cooldown()
  readonly #requests: SlidingCount
  readonly #tokens: SlidingCount
  readonly #sharing: Sharing
  #lastError: LastError | undefined

  constructor(id: string, sharing: Sharing, entry?: LiveState) {
    this.id = id
    this.entryId = entry?.id ?? id
    this.slots = entry?.slots ?? new Slots()
    this.#requests = entry === undefined ? new SlidingCount(minuteMs) : entry.#requests
    this.#tokens = entry === undefined ? new SlidingCount(minuteMs) : entry.#tokens
    this.#sharing = sharing
  }

  get lastError(): LastError | undefined {
    return this.#lastError
  }

  /** Its own phase, or `resting` while another process lets it rest. */
  phase(now: number): Phase {
    const phase = this.cooldown.phase(now)
    return phase === 'ready' && this.#othersRestMs() > 0 ? 'resting' : phase
  }

  /** Milliseconds until it may be asked again; 0 when it may be asked now. */
  restLeftMs(now: number): number {
    return Math.max(0, this.cooldown.restsUntil - now, this.#othersRestMs())
  }

  /** Milliseconds after which to look again whether it rests: a rest that is another's may end before its time. */
  restKnownMs(now: number): number {
    return Math.max(0, this.cooldown.restsUntil - now, Math.min(newsMs, this.#othersRestMs()))
  }

  requestsPerMinute(now: number): number {
    return this.#requests.total(now) + (this.#sharing.shared?.othersUsage(this.entryId).requests ?? 0)
  }

  tokensPerMinute(now: number): number {
    return this.#tokens.total(now) + (this.#sharing.shared?.othersUsage(this.entryId).tokens ?? 0)
  }

  isAtRate(now: number, { requestsPerMinute, tokensPerMinute }: Rates): boolean {
    if (requestsPerMinute !== undefined && this.requestsPerMinute(now) >= requestsPerMinute) return true
    return tokensPerMinute !== undefined && this.tokensPerMinute(now) >= tokensPerMinute
  }

  /** Milliseconds until some of what was used in the last minute is forgotten; 0 while more may be used. */
  freesInMs(now: number, { requestsPerMinute, tokensPerMinute }: Rates): number {
    const isOut = requestsPerMinute !== undefined && this.requestsPerMinute(now) >= requestsPerMinute
    const isOutOfTokens = tokensPerMinute !== undefined && this.tokensPerMinute(now) >= tokensPerMinute
    const requestsMs = isOut ? this.#forgottenInMs(now, 'requests') : 0
    return Math.max(requestsMs, isOutOfTokens ? this.#forgottenInMs(now, 'tokens') : 0)
  }

  used(now: number, requests: number, tokens: number): void {
    if (requests > 0) this.#requests.add(now, requests)
    if (tokens > 0) this.#tokens.add(now, tokens)
    this.#sharing.shared?.usage(this.entryId, requests, tokens)
  }

  /** Tells the other processes until when it rests; `kind` is why, undefined when it is well again. */
  tellRest(now: number, kind: FailureKind | undefined): void {
    const { shared, epoch } = this.#sharing
    if (shared === undefined) return
    shared.rest(this.id, epoch() + Math.max(0, this.cooldown.restsUntil - now), kind)
  }

  noteError(at: number, kind: FailureKind, error: unknown): void {
    const { code, status } = error instanceof GatewayError ? error : { code: 'internal', status: 500 }
    this.#lastError = { at, kind, code, status }
  }

  /** Own use ends a minute after it was made, that of others with the minute of the clock. */
  #forgottenInMs(now: number, what: 'requests' | 'tokens'): number {
    const { shared, epoch } = this.#sharing
    const ownMs = (what === 'requests' ? this.#requests : this.#tokens).freesInMs(now) || minuteMs
    const areOthers = shared !== undefined && shared.othersUsage(this.entryId)[what] > 0
    return areOthers ? Math.min(ownMs, minuteMs - (epoch() % minuteMs)) : ownMs
  }

  #othersRestMs(): number {
    const { shared, epoch } = this.#sharing
    return shared === undefined ? 0 : Math.max(0, (shared.othersRestUntil(this.id) ?? 0) - epoch())
  }
}
