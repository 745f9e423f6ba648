import type { FailureKind } from '../errors/failure-kind.ts'
import type { Operation, Outcome } from '../store/store.ts'
import { SharedCount } from './shared-count.ts'

const minuteMs = 60_000
/** Longer than the minute that is counted, for clocks that don't quite agree. */
const countTtlMs = 150_000
/** Of the flag that says that a rest has ended before its time. */
const leastTtlMs = 1000

interface Rest {
  readonly untilEpochMs: number
  readonly kind: FailureKind | undefined
}

/** What to ask a store, and what to do with its answer. */
export interface Question {
  readonly operations: readonly Operation[]
  answered(results: readonly Outcome[]): void
}

/** What processes share of one deployment. Times are milliseconds since 1970. */
export class SharedDeployment {
  readonly #id: string
  /** What this process is called among those that share. */
  readonly #self: string
  #minute = 0
  #requests = new SharedCount()
  #tokens = new SharedCount()
  #othersUsage = { requests: 0, tokens: 0 }
  #ownRest: Rest | undefined
  #isRestTold = true
  #othersRestUntil: number | undefined

  constructor(id: string, self: string) {
    this.#id = id
    this.#self = self
  }

  add(requests: number, tokens: number, epochMs: number): void {
    this.#turn(epochMs)
    this.#requests.add(requests)
    this.#tokens.add(tokens)
  }

  rest(rest: Rest): void {
    this.#ownRest = rest
    this.#isRestTold = false
  }

  othersUsage(epochMs: number): { readonly requests: number; readonly tokens: number } {
    this.#turn(epochMs)
    return this.#othersUsage
  }

  get othersRestUntil(): number | undefined {
    return this.#othersRestUntil
  }

  /** Whether the others do not know yet what they should. */
  get hasNews(): boolean {
    return !this.#isRestTold || this.#requests.untold !== 0 || this.#tokens.untold !== 0
  }

  /** Whether this process has used it in this minute. */
  isCounted(epochMs: number): boolean {
    this.#turn(epochMs)
    return this.#requests.own > 0 || this.#tokens.own > 0
  }

  /** Whether nothing of it is worth keeping any more. */
  isOver(epochMs: number): boolean {
    const restUntil = Math.max(this.#ownRest?.untilEpochMs ?? 0, this.#othersRestUntil ?? 0)
    return this.#minute < minuteOf(epochMs) && restUntil <= epochMs
  }

  /** Tells what is new here, and asks for what is new elsewhere. */
  question(epochMs: number): Question {
    this.#turn(epochMs)
    const counts = [this.#requests, this.#tokens] as const
    const [requests, tokens] = [counts[0].untold, counts[1].untold]
    const key = `usage:${this.#minute}:${this.#id}`
    const rest = this.#ownRest
    const flags = this.#flags(epochMs)
    return {
      operations: [
        ...flags,
        { kind: 'read', key: `rest:${this.#id}` },
        counted(`${key}:requests`, requests),
        counted(`${key}:tokens`, tokens)
      ],
      answered: (results) => {
        const [known, totalRequests, totalTokens] = results.slice(flags.length)
        if (rest === this.#ownRest) this.#isRestTold = true
        this.#learnRest(typeof known === 'string' ? known : undefined, epochMs)
        counts[0].learn(requests, totalOf(totalRequests))
        counts[1].learn(tokens, totalOf(totalTokens))
        // A new minute may have begun meanwhile.
        if (counts[0] !== this.#requests) return
        this.#othersUsage = { requests: counts[0].others, tokens: counts[1].others }
      }
    }
  }

  #turn(epochMs: number): void {
    const minute = minuteOf(epochMs)
    if (minute === this.#minute) return
    this.#minute = minute
    this.#requests = new SharedCount()
    this.#tokens = new SharedCount()
    this.#othersUsage = { requests: 0, tokens: 0 }
  }

  /** Our rest or its end, where that is news to the others and their own rest is not longer. */
  #flags(epochMs: number): readonly Operation[] {
    const rest = this.#ownRest
    if (this.#isRestTold || rest === undefined) return []
    if ((this.#othersRestUntil ?? 0) >= rest.untilEpochMs) return []
    const text = `${rest.untilEpochMs} ${rest.kind ?? 'over'} ${this.#self}`
    const ttlMs = Math.max(leastTtlMs, Math.ceil(rest.untilEpochMs - epochMs))
    return [{ kind: 'flag', key: `rest:${this.#id}`, text, ttlMs }]
  }

  #learnRest(text: string | undefined, epochMs: number): void {
    const [until, , who] = text?.split(' ') ?? []
    const isOthers = until !== undefined && who !== this.#self && Number(until) > epochMs
    this.#othersRestUntil = isOthers ? Number(until) : undefined
    const ownUntil = this.#ownRest?.untilEpochMs ?? 0
    if (ownUntil <= epochMs) return
    // Nobody's rest is known though we have one: the store has lost its memory, or was never told. Or another wrote over it.
    if (text === undefined || (who !== this.#self && Number(until) < ownUntil)) this.#isRestTold = false
  }
}

function minuteOf(epochMs: number): number {
  return Math.floor(epochMs / minuteMs)
}

/** To read is to add nothing, without leaving a counter behind. */
function counted(key: string, amount: number): Operation {
  return amount === 0 ? { kind: 'read', key } : { kind: 'add', key, amount, ttlMs: countTtlMs }
}

/** Undefined where the store has refused, or holds what was never counted by us. */
function totalOf(outcome: Outcome): number | undefined {
  const total = typeof outcome === 'object' ? Number.NaN : Number(outcome ?? 0)
  return total >= 0 && total < Number.POSITIVE_INFINITY ? total : undefined
}
