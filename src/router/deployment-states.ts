import { LiveState, type Sharing } from './live-state.ts'

/** Wildcards make deployments of names that clients choose: those must not fill the memory. */
const mostKept = 10_000

/** What is known of every deployment, by its id. One for all configurations that a gateway serves one after another. */
export class DeploymentStates {
  readonly #states = new Map<string, LiveState>()
  readonly #sharing: Sharing

  constructor({ shared = undefined, epoch = Date.now }: Partial<Sharing> = {}) {
    this.#sharing = { shared, epoch }
  }

  get size(): number {
    return this.#states.size
  }

  of(id: string): LiveState {
    const known = this.#states.get(id)
    if (known !== undefined) return known
    const [oldest] = this.#states.keys()
    if (this.#states.size >= mostKept && oldest !== undefined) this.#states.delete(oldest)
    const state = new LiveState(id, this.#sharing)
    this.#states.set(id, state)
    return state
  }

  /** Forgets every deployment that is not named. Calls in flight end as they would have. */
  keepOnly(ids: ReadonlySet<string>): void {
    for (const id of this.#states.keys()) if (!ids.has(id)) this.#states.delete(id)
  }
}
