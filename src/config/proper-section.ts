import type { SettingPath } from './setting-path.ts'
import { vocabularies } from './vocabularies.ts'

type Homes = readonly (readonly [section: string, keys: readonly string[]])[]

const ofEntries: Homes = [
  ['litellm_params', vocabularies.litellmParams.ours],
  ['model_info', vocabularies.modelInfo.ours],
  ["the entry's rankgate", vocabularies.deploymentRankgate.ours]
]
const ofFiles: Homes = [
  ['router_settings', vocabularies.router.ours],
  ['litellm_settings', vocabularies.litellm.ours],
  ['general_settings', vocabularies.general.ours],
  ['rankgate', vocabularies.rankgate.ours]
]

/** The section in which a key means something that means nothing where it stands; undefined where there is none. */
export function properSection(key: string, path: SettingPath): string | undefined {
  const homes = path[0] === 'model_list' || path[0] === 'credential_list' ? ofEntries : ofFiles
  return homes.find(([, keys]) => keys.includes(key))?.[0]
}
