import type { Deployment } from '../config/deployment.ts'
import { LiveState, type Sharing } from './live-state.ts'

/** Wildcards make deployments of names that clients choose: those must not fill the memory. */
const mostKept = 10_000

/** What is known of every deployment. One for all configurations that a gateway serves one after another. */
export class DeploymentStates {
  /** By id, as many as are configured. */
  readonly #entries = new Map<string, LiveState>()
  /** Models of wildcards, by `liveId`. Apart, so that no number of names pushes out what is known of an entry. */
  readonly #models = new Map<string, LiveState>()
  readonly #sharing: Sharing
  #callsAtOnce: ReadonlyMap<string, number | undefined> = new Map()

  constructor({ shared = undefined, epoch = Date.now }: Partial<Sharing> = {}) {
    this.#sharing = { shared, epoch }
  }

  get size(): number {
    return this.#entries.size + this.#models.size
  }

  of({ id, liveId }: Pick<Deployment, 'id' | 'liveId'>): LiveState {
    const entry = this.#entries.get(id) ?? this.#entry(id)
    if (liveId === id) return entry
    const known = this.#models.get(liveId)
    if (known !== undefined) return known
    const [oldest] = this.#models.keys()
    if (this.#models.size >= mostKept && oldest !== undefined) this.#models.delete(oldest)
    return keep(this.#models, new LiveState(liveId, this.#sharing, entry))
  }

  /**
   * Forgets every deployment that is not named, with all of its models; calls in flight end as they would have. For the others the
   * calls at one time hold at once, also for those who wait since before.
   */
  keepOnly(callsAtOnce: ReadonlyMap<string, number | undefined>): void {
    this.#callsAtOnce = callsAtOnce
    for (const states of [this.#entries, this.#models]) {
      for (const [key, { entryId }] of states) if (!callsAtOnce.has(entryId)) states.delete(key)
    }
    for (const [id, { slots }] of this.#entries) slots.bound(callsAtOnce.get(id))
  }

  #entry(id: string): LiveState {
    const entry = keep(this.#entries, new LiveState(id, this.#sharing))
    entry.slots.bound(this.#callsAtOnce.get(id))
    return entry
  }
}

function keep(states: Map<string, LiveState>, state: LiveState): LiveState {
  states.set(state.id, state)
  return state
}
