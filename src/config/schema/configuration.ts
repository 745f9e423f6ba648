import Type from 'typebox'
import { generalSettingsSchema } from './general-settings.ts'
import { litellmSettingsSchema } from './litellm-settings.ts'
import { modelListEntrySchema } from './model-list-entry.ts'
import { rankgateSettingsSchema } from './rankgate-settings.ts'
import { routerSettingsSchema } from './router-settings.ts'

export const credentialSchema = Type.Object(
  {
    credential_name: Type.String({ minLength: 1, description: 'The name that entries use.' }),
    credential_values: Type.Optional(
      Type.Record(Type.String(), Type.Unknown(), { description: 'litellm_params such as api_key and api_base.' })
    ),
    credential_info: Type.Optional(Type.Unknown({ description: 'Notes; not used.' }))
  },
  { description: 'Connection settings that several deployments share.' }
)

/** The whole configuration file. */
export const configurationSchema = Type.Object(
  {
    model_list: Type.Array(modelListEntrySchema, { description: 'The deployments.' }),
    router_settings: Type.Optional(routerSettingsSchema),
    litellm_settings: Type.Optional(litellmSettingsSchema),
    general_settings: Type.Optional(generalSettingsSchema),
    rankgate: Type.Optional(rankgateSettingsSchema),
    credential_list: Type.Optional(Type.Array(credentialSchema, { description: 'Connection settings by name.' })),
    environment_variables: Type.Optional(
      Type.Record(Type.String(), Type.Union([Type.String(), Type.Number(), Type.Boolean()]), {
        description: 'Environment variables for the rest of the file; those of the process win.'
      })
    ),
    include: Type.Optional(
      Type.Union([Type.Array(Type.String({ minLength: 1 })), Type.String({ minLength: 1 })], {
        description: 'Files to add to this one, relative to it.'
      })
    )
  },
  {
    title: 'rankgate',
    description: "rankgate's configuration: LiteLLM's config.yaml, and settings of its own under `rankgate`."
  }
)
