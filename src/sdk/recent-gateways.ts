import { hash } from 'node:crypto'
import { copyTree } from '../config/copy-tree.ts'
import type { Gateway } from '../gateway/gateway.ts'
import type { Environment } from '../providers/provider.ts'
import { type NotedEnvironment, noteEnvironment } from './noted-environment.ts'

interface Kept {
  readonly gateway: Gateway
  readonly environment: NotedEnvironment
}

export interface RecentGatewaysParts {
  readonly mostKept: number
  /** @throws when the configuration cannot be used; then nothing is kept */
  readonly make: (configuration: unknown, environment: Environment) => Gateway
  /** Told of the gateways that are left when one was dropped. Requests in flight there end as they would have. */
  readonly dropped: (left: readonly Gateway[]) => void
}

/**
 * The gateways of configurations that were used last. What a gateway knows of its deployments (its budget for retries, who
 * rests, who is busy) bounds calls only where the next request finds it again (promise P9).
 */
export class RecentGateways {
  readonly #parts: RecentGatewaysParts
  /** By digest, which no key can be read out of; the one used last stands last. */
  readonly #kept = new Map<string, Kept>()

  constructor(parts: RecentGatewaysParts) {
    this.#parts = parts
  }

  get size(): number {
    return this.#kept.size
  }

  /** The gateway of an equal configuration, where all that it read of the environment is as it was; else a new one. */
  of(configuration: unknown, variables: Environment): Gateway {
    const { mostKept, make, dropped } = this.#parts
    const { copy, problem } = copyTree(configuration)
    // What is no plain value is for the configuration's reader to refuse.
    if (problem !== undefined) return make(configuration, variables)
    const key = hash('sha256', JSON.stringify(copy))
    const known = this.#kept.get(key)
    const kept = known?.environment.isAsIn(variables) === true ? known : made()
    this.#kept.delete(key)
    this.#kept.set(key, kept)
    const [oldest] = this.#kept.keys()
    const isTooMany = this.#kept.size > mostKept
    if (isTooMany && oldest !== undefined) this.#kept.delete(oldest)
    if (isTooMany || (known !== undefined && known !== kept)) {
      dropped(Array.from(this.#kept.values(), ({ gateway }) => gateway))
    }
    return kept.gateway

    function made(): Kept {
      const environment = noteEnvironment(variables)
      return { gateway: make(copy, environment.variables), environment }
    }
  }
}
