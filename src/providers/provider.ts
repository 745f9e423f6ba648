import type { RerankRequest } from '../rerank/rerank-request.ts'
import type { Scale, Scores } from '../rerank/scores.ts'
import type { Secret } from '../secret/secret.ts'
import type { UpstreamAnswer, UpstreamCall } from '../upstream/upstream-call.ts'

/** The environment variables a provider may read defaults from. */
export type Environment = Readonly<Record<string, string | undefined>>

/** What the configuration says of one deployment, in the provider's terms. */
export interface DeploymentSettings {
  /** `litellm_params.model` without the provider's prefix. */
  readonly model: string
  readonly apiKey: Secret | undefined
  /** An absolute http(s) URL, or undefined for the provider's default. */
  readonly apiBase: string | undefined
  /** Extra headers for every call (`headers`, `extra_headers`). */
  readonly headers: Readonly<Record<string, string>>
  /** Provider parameters such as `truncate`, and `contract` from `rankgate.contract`. */
  readonly parameters: Readonly<Record<string, unknown>>
}

/** Where and how to call one deployment. Plain and immutable: made once, at start-up. */
export interface Target {
  readonly url: URL
  /** The model's name as the provider wants it in the body. */
  readonly model: string
  /** Which of the provider's wire contracts is spoken. */
  readonly contract: string
  readonly secret: Secret | undefined
  /** Headers from the configuration, by lower-case name. Any of them may carry a credential. */
  readonly headers: ReadonlyMap<string, Secret>
  /** Checked provider parameters, in the provider's own words. */
  readonly parameters: Readonly<Record<string, string>>
}

/** A setting that the provider cannot accept. */
export interface SettingFault {
  /** Which part of the settings is at fault. */
  readonly setting: 'model' | 'api_base' | 'api_key' | 'contract' | string
  readonly message: string
}

/** What became of the settings: a target, or every fault at once. `missing` names what to set before it can be called. */
export type Resolved =
  | { readonly target: Target; readonly missing: string | undefined }
  | { readonly faults: readonly SettingFault[] }

/** Most that one call may carry. */
export interface Limits {
  readonly maxDocuments: number
  /** UTF-8 bytes of the JSON body. */
  readonly maxBytes: number
  /** Tokens, the query's once for each document; absent where the provider does not count them. */
  readonly maxTokens?: number
  /** How many documents are billed as one; a call is best filled up to a multiple of it. Absent is 1. */
  readonly documentsPerUnit?: number
}

/** A provider's failed answer, as it concerns our client. */
export interface Failure {
  /** The HTTP status that says what happened, where the provider's own does not (NIM: a 400 that says DEGRADED is a 503). */
  readonly status: number
  /** The provider's reason, capped, without its request echo. */
  readonly reason: string
}

interface ProviderBase {
  /** The prefix in `litellm_params.model`. */
  readonly name: string
  readonly scale: Scale
  /** Whether a document's score is independent of the other documents. */
  readonly pointwise: boolean
  /** How a score is shown to people, after ranking on the score itself; it may flatten differences. The score itself if absent. */
  readonly shown?: (score: number) => number
}

/** Gives a buffer of so many bytes, with anything in them, for the body of one call. */
export type Allocate = (bytes: number) => Buffer

/** A pure translator between our nouns and one provider's wire: no I/O, no clock, no logging. */
export interface RemoteProvider extends ProviderBase {
  readonly kind: 'remote'
  /** Finds faults at start-up; never throws. */
  resolve(settings: DeploymentSettings, environment: Environment): Resolved
  limits(target: Target): Limits
  /** @throws GatewayError `invalid_request` for what this model cannot take (an image, an option's value) */
  encode(target: Target, request: RerankRequest, allocate: Allocate): UpstreamCall
  /**
   * What an accepted answer still asks for: another call, after a pause (NVCF's 202), when `polls` were made already.
   * Undefined when the answer is final.
   * @throws InvalidAnswer when the answer asks for something it may not
   */
  followUp?(target: Target, answer: UpstreamAnswer, polls: number): FollowUp | undefined
  /** Reads a 200. @throws InvalidAnswer */
  decode(answer: UpstreamAnswer, count: number): Scores
  /** Reads anything else. */
  failure(answer: UpstreamAnswer): Failure
}

export interface FollowUp {
  readonly call: UpstreamCall
  readonly pauseMs: number
}

/** A provider that scores in this process. */
export interface EmbeddedProvider extends ProviderBase {
  readonly kind: 'embedded'
  /** The models it has, by the name behind its prefix. */
  readonly models: readonly string[]
  readonly limits: Limits
  /** Finds what `score` would refuse, without scoring; absent where it refuses nothing. @throws GatewayError `invalid_request` */
  check?(request: RerankRequest): void
  score(request: RerankRequest, signal: AbortSignal): Promise<Scores>
}

export type Provider = RemoteProvider | EmbeddedProvider
