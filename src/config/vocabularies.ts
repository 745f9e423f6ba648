import { litellmKeys } from './litellm-keys.ts'
import { configurationSchema, credentialSchema } from './schema/configuration.ts'
import { generalSettingsSchema } from './schema/general-settings.ts'
import { litellmParamsSchema } from './schema/litellm-params.ts'
import { litellmSettingsSchema } from './schema/litellm-settings.ts'
import { modelInfoSchema } from './schema/model-info.ts'
import { modelListEntrySchema } from './schema/model-list-entry.ts'
import { deploymentRankgateSchema, rankgateSettingsSchema } from './schema/rankgate-settings.ts'
import { routerSettingsSchema } from './schema/router-settings.ts'

/** The keys that may stand in one section. */
export interface Vocabulary {
  readonly ours: readonly string[]
  readonly litellm: ReadonlySet<string>
}

/** Which keys each section may have. */
export const vocabularies = {
  root: vocabulary(configurationSchema, litellmKeys['']),
  entry: vocabulary(modelListEntrySchema, litellmKeys.model_list),
  litellmParams: vocabulary(litellmParamsSchema, litellmKeys.litellm_params),
  modelInfo: vocabulary(modelInfoSchema, litellmKeys.model_info),
  deploymentRankgate: vocabulary(deploymentRankgateSchema, new Set()),
  credential: vocabulary(credentialSchema, new Set()),
  router: vocabulary(routerSettingsSchema, litellmKeys.router_settings),
  litellm: vocabulary(litellmSettingsSchema, litellmKeys.litellm_settings),
  general: vocabulary(generalSettingsSchema, litellmKeys.general_settings),
  rankgate: vocabulary(rankgateSettingsSchema, new Set())
} as const

function vocabulary({ properties }: { properties: object }, litellm: ReadonlySet<string>): Vocabulary {
  return { ours: Object.keys(properties), litellm }
}
