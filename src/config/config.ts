import type { Secret } from '../secret/secret.ts'
import type { Deployment, ModelGroup } from './deployment.ts'
import type { Notice } from './notice.ts'
import type { OverloadBounds } from './overload-bounds.ts'
import type { RedisSettings } from './redis-settings.ts'
import type { Routing } from './routing.ts'
import type { ScoringSettings } from './scoring-settings.ts'

/** A wildcard `model_name` such as `nvidia_nim/*`. */
export interface Wildcard {
  /** As written. */
  readonly pattern: string
  /** What its deployments have in common, whatever model they are asked for. */
  readonly entries: readonly Pick<Deployment, 'id' | 'rates'>[]
  /** Its deployments, resolved for a stand-in of a model: their keys and readiness are those of any match. */
  readonly samples: readonly Deployment[]
  /** The group for a model that the pattern matches; undefined when it does not match. @throws GatewayError when it matches but cannot be called so */
  groupFor(model: string): ModelGroup | undefined
  /** Groups that were asked for, as far as they are remembered, the oldest first. */
  askedGroups(): readonly ModelGroup[]
}

/** The whole configuration, checked and frozen. Nothing further in has a default. */
export interface Config {
  readonly deployments: readonly Deployment[]
  /** By `model_name`. */
  readonly groups: ReadonlyMap<string, ModelGroup>
  /** `router_settings.model_group_alias`: other names of groups. Hidden ones answer but are not listed. */
  readonly aliases: ReadonlyMap<string, { readonly group: string; readonly hidden: boolean }>
  /** Most specific first. */
  readonly wildcards: readonly Wildcard[]
  /** Entries that LiteLLM could serve but that cannot rerank: `model_name` to the reason. */
  readonly skipped: ReadonlyMap<string, string>
  readonly masterKey: Secret | undefined
  /** Most bytes of a request body. */
  readonly maxRequestBytes: number
  /** Most documents of one request. */
  readonly maxDocuments: number
  /** Budget of a request whose deployment names none; also the most that a caller may ask for. */
  readonly timeoutMs: number
  /** Most bytes of a provider's answer. */
  readonly maxAnswerBytes: number
  readonly routing: Routing
  readonly scoring: ScoringSettings
  readonly overload: OverloadBounds
  /** Where cooldowns and usage are shared between processes; undefined: nowhere. */
  readonly sharedState: RedisSettings | undefined
  /** Whether a change of the configuration's files is taken on while running. */
  readonly reloadsOnChange: boolean
  /** What was read but is not used, or will not work as it stands. */
  readonly warnings: readonly Notice[]
}
