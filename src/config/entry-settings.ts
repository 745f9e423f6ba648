import type { Environment, Provider } from '../providers/provider.ts'
import type { Normalization } from '../rerank/scores.ts'
import type { Secret } from '../secret/secret.ts'
import type { Price, Rates } from './deployment.ts'

/** What was found out about a `model_list` entry before all of it is read. */
export interface EntryHead {
  /** Its index in `model_list`. */
  readonly index: number
  readonly alias: string
  /** `litellm_params.model` as written. */
  readonly model: string
  readonly provider: Provider
  /** The model behind the provider's prefix. */
  readonly providerModel: string
  readonly mode: string | undefined
  /** Whether it says where the model is served, or by which contract. */
  readonly namesItsServer: boolean
}

/** What an entry says, checked, before its provider has seen it. */
export interface EntrySettings extends EntryHead {
  readonly id: string
  readonly apiKey: Secret | undefined
  readonly apiBase: string | undefined
  readonly headers: Readonly<Record<string, string>>
  readonly parameters: Readonly<Record<string, unknown>>
  readonly timeoutMs: number | undefined
  readonly weight: number | undefined
  readonly order: number
  readonly retries: number | undefined
  readonly cooldownMs: number | undefined
  readonly rates: Rates
  readonly tags: readonly string[]
  readonly normalization: Normalization
  readonly price: Price
  readonly revision: string | undefined
  readonly pointwise: boolean | undefined
  readonly maxDocuments: number | undefined
  readonly maxBytes: number | undefined
  readonly modelInfo: Readonly<Record<string, unknown>>
  /** What must be set before it can be called, as far as the file shows. */
  readonly missing: string | undefined
  readonly addressIsKnown: boolean
  readonly environment: Environment
}
