import type { Environment } from '../providers/provider.ts'
import { checkKeys, warnOfUnknown } from './check-keys.ts'
import type { ProviderLookup } from './classify-model.ts'
import type { Config } from './config.ts'
import { readCredentials } from './credentials.ts'
import { DeploymentIds } from './deployment-ids.ts'
import { extendEnvironment } from './environment.ts'
import { groupByName } from './group-deployments.ts'
import { masterKey } from './master-key.ts'
import { readAliases } from './model-aliases.ts'
import type { OverloadBounds } from './overload-bounds.ts'
import { readModelList } from './read-model-list.ts'
import { readSetting } from './read-setting.ts'
import { readSettings } from './read-settings.ts'
import type { Report } from './report.ts'
import type { Routing } from './routing.ts'
import { configurationSchema } from './schema/configuration.ts'
import type { Tree } from './tree.ts'
import { vocabularies } from './vocabularies.ts'
import { matchPattern, parsePattern } from './wildcard-pattern.ts'

/** LiteLLM waits 6000 s; nobody waits that long for a ranking. */
const defaultTimeoutS = 60
const defaultRequestMb = 32
const defaultMaxDocuments = 10_000
const defaultAnswerBytes = 64 * 1024 * 1024

const defaultRouting: Routing = {
  strategy: 'simple-shuffle',
  retries: 2,
  retriesByFailure: {},
  retryAfterMs: 0,
  allowedFails: 4,
  allowedFailsByFailure: {},
  cooldownMs: undefined,
  hasCooldowns: true,
  fallbacks: new Map(),
  defaultFallbacks: [],
  maxFallbacks: 5,
  hasTagFiltering: false,
  matchesAnyTag: true,
  hedge: undefined,
  healthCheckMs: undefined
}

const defaultOverload: OverloadBounds = {
  maxInFlight: 1024,
  maxQueued: 1024,
  maxBufferedBytes: 512 * 1024 * 1024,
  maxQueuedPerDeployment: 256,
  failsReadiness: false
}

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
  const { router, litellm, general, rankgate, ownProviders } = readSettings(root, environment, report)
  const credentials = readCredentials(root.credential_list, { environment, report, unset: () => undefined })
  const context = { environment, report, credentials, ids: new DeploymentIds(), lookup, ownProviders }
  const { deployments, wildcards, skipped } = readModelList(root, context)
  const groups = groupByName(deployments, ({ alias }) => alias)

  const ids = new Set(deployments.map(({ id }) => id))
  const names = [...wildcards.map(({ pattern }) => pattern), ...skipped.keys()]
  const patterns = names.filter((name) => name.includes('*')).map(parsePattern)
  const isKnown = (name: string) =>
    ids.has(name) || patterns.some((pattern) => matchPattern(pattern, name) !== undefined)
  const aliases = readAliases(router.model_group_alias ?? {}, { groups, skipped, isKnown }, report)

  return {
    deployments,
    groups,
    aliases: aliases.aliases,
    wildcards,
    skipped: new Map([...aliases.skipped, ...skipped]),
    masterKey: masterKey(root.general_settings, general.master_key, environment, report),
    maxRequestBytes: Math.floor((general.max_request_size_mb ?? defaultRequestMb) * 1024 * 1024),
    maxDocuments: rankgate.max_documents ?? defaultMaxDocuments,
    timeoutMs: Math.ceil((router.timeout ?? litellm.request_timeout ?? defaultTimeoutS) * 1000),
    maxAnswerBytes: defaultAnswerBytes,
    routing: defaultRouting,
    scoring: { maxFanout: 4, cache: undefined, longDocuments: undefined },
    overload: defaultOverload,
    sharedState: undefined,
    reloadsOnChange: false,
    warnings: []
  }
}

function withSection(root: Tree, environment: Environment, report: Report): Environment {
  const { environment_variables: schema } = configurationSchema.properties
  const unset = () => undefined
  readSetting(schema, root.environment_variables, ['environment_variables'], { environment, report, unset })
  return extendEnvironment(environment, root.environment_variables)
}
