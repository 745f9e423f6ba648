import type { Environment } from '../providers/provider.ts'
import type { ProviderLookup } from './classify-model.ts'
import type { Credentials } from './credentials.ts'
import type { DeploymentIds } from './deployment-ids.ts'
import type { Report } from './report.ts'

/** What an entry is read with. */
export interface EntryContext {
  readonly environment: Environment
  readonly report: Report
  readonly credentials: Credentials
  readonly ids: DeploymentIds
  readonly lookup: ProviderLookup
  /** Names of `litellm_settings.custom_provider_map`. */
  readonly ownProviders: ReadonlySet<string>
  /** Calls at one time to a deployment that does not say; undefined: without bound. */
  readonly atOnce: number | undefined
}
