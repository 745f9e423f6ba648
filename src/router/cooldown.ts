import { longestRetryAfterS } from './retry-after.ts'
import { SlidingCount } from './sliding-count.ts'

/** What decides whether a failure sends a deployment to rest, and for how long. */
export interface RestRules {
  /** Failures in a row without a rest. */
  readonly allowedFails: number
  /** The first rest; each failed probe makes it twice as long. */
  readonly firstRestMs: number
  /** What the provider itself asked for. */
  readonly retryAfterMs: number | undefined
  /** Whether a failure during a rest makes it last longer, as it does where the call was made to find out. */
  readonly prolongs: boolean
}

export type Phase = 'ready' | 'resting' | 'due' | 'probing'

const longestRestMs = 5 * 60_000
const longestRetryAfterMs = longestRetryAfterS * 1000

/** More than half of at least ten calls within a minute: it also rests when good answers come in between. */
const rateWindowMs = 60_000
const fewestCalls = 10
const mostFailing = 0.5

/** The time in which a deployment that comes back gets its whole share again, and where it starts. */
const slowStartMs = 10_000
const firstShare = 0.1

/** When a deployment is left alone, and how it comes back: its rest ends with one good answer to one probe. */
export class Cooldown {
  readonly #calls = new SlidingCount(rateWindowMs)
  readonly #failures = new SlidingCount(rateWindowMs)
  #failuresInRow = 0
  #rests = 0
  #restsSince = 0
  #restsUntil = 0
  #isProbed = false
  #returnedAt = Number.NEGATIVE_INFINITY

  get failuresInRow(): number {
    return this.#failuresInRow
  }

  /** When the rest is over; 0 when there is none. */
  get restsUntil(): number {
    return this.#restsUntil
  }

  phase(now: number): Phase {
    if (this.#restsUntil === 0) return 'ready'
    if (now < this.#restsUntil) return 'resting'
    return this.#isProbed ? 'probing' : 'due'
  }

  /** Takes the one permit to probe, where one is due. Whoever has it gives it back. */
  takeProbe(now: number): boolean {
    if (this.phase(now) !== 'due') return false
    this.#isProbed = true
    return true
  }

  returnProbe(): void {
    this.#isProbed = false
  }

  /** A good answer to a call that began at `startedAt`. One from before the rest says nothing about what came since. */
  succeeded(now: number, startedAt: number): void {
    this.#calls.add(now, 1)
    if (this.#restsUntil !== 0) {
      if (startedAt < this.#restsSince) return
      this.#restsUntil = 0
      this.#rests = 0
      this.#returnedAt = now
    }
    this.#failuresInRow = 0
  }

  /** @returns whether a rest began or was prolonged */
  failed(now: number, startedAt: number, rules: RestRules): boolean {
    this.#calls.add(now, 1)
    this.#failures.add(now, 1)
    this.#failuresInRow++
    if (this.#restsUntil !== 0) {
      if (rules.prolongs || startedAt >= this.#restsUntil) return this.#rest(now, rules)
      // Others than these began before the rest, or were made for want of any better: all that is new is what they were told.
      return this.#extend(now, rules)
    }
    return this.#failuresInRow > rules.allowedFails || this.#failsOften(now) ? this.#rest(now, rules) : false
  }

  /** Its share of the traffic between 0 and 1: little at first after a rest. */
  share(now: number): number {
    const since = now - this.#returnedAt
    return since >= slowStartMs ? 1 : Math.max(firstShare, since / slowStartMs)
  }

  #failsOften(now: number): boolean {
    const calls = this.#calls.total(now)
    return calls >= fewestCalls && this.#failures.total(now) > calls * mostFailing
  }

  #extend(now: number, { retryAfterMs }: RestRules): boolean {
    const until = retryAfterMs === undefined ? 0 : now + Math.min(retryAfterMs, longestRetryAfterMs)
    if (until <= this.#restsUntil) return false
    this.#restsUntil = until
    return true
  }

  #rest(now: number, { firstRestMs, retryAfterMs }: RestRules): boolean {
    const grownMs = Math.min(firstRestMs * 2 ** this.#rests, Math.max(firstRestMs, longestRestMs))
    const restMs = retryAfterMs === undefined ? grownMs : Math.min(retryAfterMs, longestRetryAfterMs)
    if (restMs <= 0) return false
    this.#rests++
    this.#restsSince = now
    this.#restsUntil = now + restMs
    this.#calls.clear()
    this.#failures.clear()
    return true
  }
}
