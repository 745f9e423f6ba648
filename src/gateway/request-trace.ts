import type { Clock } from '../clock/clock.ts'
import type { TraceStep } from '../errors/trace-step.ts'
import type { Trace } from '../router/trace.ts'

/** A caller who asked how the request went need not read more than this. */
const maxSteps = 200

/** Collects how one request went. */
export class RequestTrace implements Trace {
  readonly #clock: Clock
  readonly #startedAt: number
  readonly #steps: TraceStep[] = []

  constructor(clock: Clock) {
    this.#clock = clock
    this.#startedAt = clock.now()
  }

  get steps(): readonly TraceStep[] {
    return this.#steps
  }

  note(deployment: string | undefined, what: string): void {
    if (this.#steps.length >= maxSteps) return
    const atMs = Math.round((this.#clock.now() - this.#startedAt) * 10) / 10
    this.#steps.push({ atMs, deployment, what })
  }
}
