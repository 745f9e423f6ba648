import type { FailureKind } from '../errors/failure-kind.ts'
import type { RestRules } from './cooldown.ts'
import type { LiveState } from './live-state.ts'
import type { Member } from './space-members.ts'

/** How an attempt failed, and what may follow for the deployment: no rules where the failure is not its own. */
export interface TurnFailure {
  readonly kind: FailureKind
  readonly error: unknown
  readonly rules: RestRules | undefined
}

/**
 * One call to a deployment, from its choice to its outcome. It takes the slot, counts against the rates, and takes the permit to
 * probe where one is due: all at the moment of the choice, so that whoever chooses next knows of it. Slot and permit go back
 * with the outcome, whichever of the three it is.
 */
export class Turn {
  readonly member: Member
  readonly startedAt: number
  readonly #live: LiveState
  readonly #isProbe: boolean
  #isOver = false

  constructor(member: Member, now: number) {
    const { live } = member
    this.member = member
    this.startedAt = now
    this.#live = live
    live.slots.take()
    this.#isProbe = live.cooldown.takeProbe(now)
    live.used(now, 1, 0)
  }

  get isProbe(): boolean {
    return this.#isProbe
  }

  succeeded(now: number, tokens: number): void {
    const { cooldown, latency } = this.#live
    const tookMs = now - this.startedAt
    if (tokens > 0) this.#live.used(now, 0, tokens)
    const rested = cooldown.restsUntil !== 0
    cooldown.succeeded(now, this.startedAt)
    const isBack = rested && cooldown.restsUntil === 0
    if (isBack) {
      latency.restart(now, tookMs)
      this.#live.tellRest(now, undefined)
    } else latency.observe(now, tookMs)
    this.#end()
  }

  failed(now: number, { kind, error, rules }: TurnFailure): void {
    const { cooldown, latency, slots } = this.#live
    const phase = cooldown.phase(now)
    let beginsRest = false
    if (rules !== undefined) {
      this.#live.noteError(now, kind, error)
      latency.penalise(now, now - this.startedAt)
      if (cooldown.failed(now, this.startedAt, rules)) {
        this.#live.tellRest(now, kind)
        beginsRest = phase === 'ready' || phase === 'due'
      }
    }
    this.#end()
    // Whoever waited for one of its slots may be better off with another now, or need wait no longer where all rest.
    if (beginsRest) slots.serveAll()
  }

  /** Nobody waits for the answer any more. That it had not come yet is all that is known. */
  cancelled(now: number): void {
    this.#live.latency.observeAtLeast(now, now - this.startedAt)
    this.#end()
  }

  #end(): void {
    if (this.#isOver) throw new Error('a turn at a deployment ended twice')
    this.#isOver = true
    if (this.#isProbe) this.#live.cooldown.returnProbe()
    this.#live.slots.release()
  }
}
