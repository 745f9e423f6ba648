import type { Environment } from '../providers/provider.ts'
import { checkKeys, warnOfUnknown } from './check-keys.ts'
import type { ProviderLookup } from './classify-model.ts'
import type { Config } from './config.ts'
import { readCredentials } from './credentials.ts'
import { DeploymentIds } from './deployment-ids.ts'
import { extendEnvironment } from './environment.ts'
import { findRedis } from './find-redis.ts'
import { masterKey } from './master-key.ts'
import { readModelNames } from './read-model-names.ts'
import { readOverload } from './read-overload.ts'
import { readRouting } from './read-routing.ts'
import { readScoring } from './read-scoring.ts'
import { readSetting } from './read-setting.ts'
import { readSettings } from './read-settings.ts'
import type { Report } from './report.ts'
import { configurationSchema } from './schema/configuration.ts'
import type { Tree } from './tree.ts'
import { vocabularies } from './vocabularies.ts'

/** LiteLLM waits 6000 s; nobody waits that long for a ranking. */
const defaultTimeoutS = 60
const defaultRequestMb = 32
const defaultMaxDocuments = 10_000
const defaultAnswerMb = 64
const bytesPerMb = 1024 * 1024

export interface BuildOptions {
  readonly environment: Environment
  readonly lookup: ProviderLookup
}

/** Makes the configuration of a tree. It is only good if the report has no faults afterwards; its warnings are not in it yet. */
export function buildConfig(root: Tree, { environment: given, lookup }: BuildOptions, report: Report): Config {
  // Keys that begin with x- are the writer's own: a place for YAML anchors.
  const named = Object.fromEntries(Object.entries(root).filter(([key]) => !key.startsWith('x-')))
  warnOfUnknown(checkKeys(named, [], vocabularies.root, report), [], vocabularies.root, report)
  const environment = withSection(root, given, report)
  const settings = readSettings(root, environment, report)
  const { router, litellm, general, rankgate, ownProviders } = settings
  const credentials = readCredentials(root.credential_list, { environment, report, unset: () => undefined })
  const atOnce = router.default_max_parallel_requests ?? general.max_parallel_requests
  const context = { environment, report, credentials, ids: new DeploymentIds(), lookup, ownProviders, atOnce }
  const names = readModelNames(root, router.model_group_alias ?? {}, context)
  const redis = findRedis(settings, environment, report)
  const scoring = readScoring(settings, redis, report)

  return {
    ...names,
    masterKey: masterKey(root.general_settings, general.master_key, environment, report),
    maxRequestBytes: Math.floor((general.max_request_size_mb ?? defaultRequestMb) * bytesPerMb),
    maxDocuments: rankgate.max_documents ?? defaultMaxDocuments,
    timeoutMs: Math.ceil((router.timeout ?? litellm.request_timeout ?? defaultTimeoutS) * 1000),
    maxAnswerBytes: Math.floor((general.max_response_size_mb ?? defaultAnswerMb) * bytesPerMb),
    routing: readRouting(settings, names, report),
    scoring,
    overload: readOverload(settings),
    // As with LiteLLM the cache's Redis is shared for the rest too, unless the router has its own.
    sharedState: redis.router ?? scoring.cache?.redis,
    reloadsOnChange: rankgate.reload ?? false,
    warnings: []
  }
}

function withSection(root: Tree, environment: Environment, report: Report): Environment {
  const { environment_variables: schema } = configurationSchema.properties
  const unset = () => undefined
  readSetting(schema, root.environment_variables, ['environment_variables'], { environment, report, unset })
  return extendEnvironment(environment, root.environment_variables)
}
