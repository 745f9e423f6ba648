import type { SettingPath } from './setting-path.ts'
import { vocabularies } from './vocabularies.ts'

type Homes = readonly (readonly [section: string, keys: readonly string[]])[]

const ofEntries: Homes = [
  ['litellm_params', vocabularies.litellmParams.ours],
  ['model_info', vocabularies.modelInfo.ours],
  ["the entry's rankgate", vocabularies.deploymentRankgate.ours]
]
const ofCredentials: Homes = [['credential_values', vocabularies.litellmParams.ours]]
const ofFiles: Homes = [
  ['router_settings', vocabularies.router.ours],
  ['litellm_settings', vocabularies.litellm.ours],
  ['general_settings', vocabularies.general.ours],
  ['rankgate', vocabularies.rankgate.ours]
]

/** Of `router_settings`, which `cache_params` has without the prefix. */
const redisKey = /^redis_(?=(?:url|host|port|username|password|db|ssl)$)/

/** The section in which a key means something that means nothing where it stands; undefined where there is none. */
export function properSection(key: string, path: SettingPath): string | undefined {
  if (path.at(-1) === 'cache_params' && redisKey.test(key)) return `cache_params, as ${key.replace(redisKey, '')}`
  return homesAt(path).find(([, keys]) => keys.includes(key))?.[0]
}

function homesAt(path: SettingPath): Homes {
  if (path[0] === 'credential_list' && path.length === 2) return ofCredentials
  return path[0] === 'model_list' || path[0] === 'credential_list' ? ofEntries : ofFiles
}
