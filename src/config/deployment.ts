import type { Limits, Provider, Target } from '../providers/provider.ts'
import type { Normalization } from '../rerank/scores.ts'

/** US dollars; undefined is unknown, not free. */
export interface Price {
  readonly perQuery: number | undefined
  readonly perToken: number | undefined
}

/** How much may be asked of a deployment; undefined is without bound. */
export interface Rates {
  readonly requestsPerMinute: number | undefined
  readonly tokensPerMinute: number | undefined
  /** Calls at one time. */
  readonly atOnce: number | undefined
}

interface DeploymentBase {
  /** `model_info.id`, or a stable digest of the entry. */
  readonly id: string
  /**
   * Under which its rests, its latency and its learned limits are kept: the id, and for a wildcard's match the model too.
   * Clients choose that model, and one that fails says nothing of the entry's others.
   */
  readonly liveId: string
  /** `model_name`: what clients call the group it belongs to. */
  readonly alias: string
  /** `litellm_params.model`, prefix and all. */
  readonly model: string
  /** The score space it belongs to: only scores of one space may be compared. */
  readonly space: string
  /** Share of the traffic among deployments of one order, at least 0; undefined where none is given. */
  readonly weight: number | undefined
  /** Lower is tried first. */
  readonly order: number
  /** Its own timeout; undefined leaves the router's. */
  readonly timeoutMs: number | undefined
  /** Its own number of retries; undefined leaves the router's. */
  readonly retries: number | undefined
  /** Its own first rest; undefined leaves the router's. */
  readonly cooldownMs: number | undefined
  readonly rates: Rates
  /** For tag filtering; none matches a request without tags, and `default` any. */
  readonly tags: readonly string[]
  readonly limits: Limits
  readonly pointwise: boolean
  readonly normalization: Normalization
  readonly price: Price
  /** Everything the entry says in `model_info`, to be shown as it stands. */
  readonly modelInfo: Readonly<Record<string, unknown>>
  /** Why it cannot be called yet, and what to set; undefined when it can. */
  readonly missing: string | undefined
  /** False where the file leaves its address to something that is not set: the target's is the provider's own then. */
  readonly addressIsKnown: boolean
}

/** One `model_list` entry, resolved. Immutable. */
export type Deployment =
  | (DeploymentBase & { readonly provider: Extract<Provider, { kind: 'remote' }>; readonly target: Target })
  | (DeploymentBase & { readonly provider: Extract<Provider, { kind: 'embedded' }>; readonly target: undefined })

/** Deployments whose scores can be compared. */
export interface ScoreSpace {
  readonly id: string
  readonly pointwise: boolean
  /** Never empty, in `order`. */
  readonly deployments: readonly Deployment[]
}

/** What clients name: its score spaces, in the order in which they are tried. Never empty. */
export interface ModelGroup {
  readonly name: string
  readonly spaces: readonly [ScoreSpace, ...ScoreSpace[]]
}
