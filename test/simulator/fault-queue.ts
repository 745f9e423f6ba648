import type { Fault } from './fault.ts'
import type { CallKind } from './routes.ts'

export interface Injection {
  /** How many calls it strikes; every one until `clear()` when absent. */
  readonly times?: number
  /** Which kind of call it strikes (default `rerank`). */
  readonly on?: CallKind | 'any'
}

/** Which fault strikes which call. Counted faults go first, in the order injected; then the latest uncounted one. */
export class FaultQueue {
  #counted: { readonly fault: Fault; readonly on: CallKind | 'any'; left: number }[] = []
  #standing: { readonly fault: Fault; readonly on: CallKind | 'any' }[] = []

  inject(fault: Fault, { times, on = 'rerank' }: Injection = {}): void {
    if (times === undefined) this.#standing = [{ fault, on }, ...this.#standing.filter((other) => other.on !== on)]
    else if (times > 0) this.#counted.push({ fault, on, left: times })
  }

  clear(): void {
    this.#counted = []
    this.#standing = []
  }

  /** The fault for a call that has just come. */
  take(kind: CallKind): Fault | undefined {
    const counted = this.#counted.find(({ on }) => on === kind || on === 'any')
    if (!counted) return this.#standing.find(({ on }) => on === kind || on === 'any')?.fault
    counted.left -= 1
    if (counted.left === 0) this.#counted = this.#counted.filter((other) => other !== counted)
    return counted.fault
  }
}
