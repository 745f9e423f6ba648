import type { FailureKind } from '../errors/failure-kind.ts'

/** LiteLLM's names of the ways to choose among equals. */
export type Strategy =
  | 'simple-shuffle'
  | 'least-busy'
  | 'latency-based-routing'
  | 'usage-based-routing-v2'
  | 'cost-based-routing'

/** Counts that differ by how an attempt failed. */
export type CountByFailure = Partial<Readonly<Record<FailureKind, number>>>

/** A second call to another deployment of the space, when the first takes long. */
export interface Hedge {
  /** Milliseconds after which the second call is made, or the deployment's own 95th percentile. */
  readonly after: number | 'p95'
  /** Of all calls, between 0 and 1: so many may be second ones at most. */
  readonly budget: number
}

/** `router_settings` and what belongs to them: which deployment is asked, and what happens when it fails. */
export interface Routing {
  readonly strategy: Strategy
  /** Further attempts after the first that failed, unless the deployment, the policy or the request says otherwise. */
  readonly retries: number
  /** `retry_policy`. */
  readonly retriesByFailure: CountByFailure
  /** Least wait before the same deployment is asked again. */
  readonly retryAfterMs: number
  /** `allowed_fails`: failures in a row that a deployment may have before it rests. */
  readonly allowedFails: number
  /** `allowed_fails_policy`. */
  readonly allowedFailsByFailure: CountByFailure
  /** The first rest of a deployment; it doubles from rest to rest. Undefined: by kind of failure. */
  readonly cooldownMs: number | undefined
  readonly hasCooldowns: boolean
  /** Group to the groups (or last resorts) that are asked when it fails. Names are checked and no aliases; there are no cycles. */
  readonly fallbacks: ReadonlyMap<string, readonly string[]>
  /** For groups that `fallbacks` does not name; what `*` stands for is among them. */
  readonly defaultFallbacks: readonly string[]
  /** Groups asked after the first at most. */
  readonly maxFallbacks: number
  readonly hasTagFiltering: boolean
  /** Whether one common tag is enough. */
  readonly matchesAnyTag: boolean
  readonly hedge: Hedge | undefined
  /** Time between probes of each deployment; undefined: none. */
  readonly healthCheckMs: number | undefined
}
