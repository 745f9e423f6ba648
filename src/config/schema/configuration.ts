import { generalSettingsSchema } from './general-settings.ts'
import { litellmSettingsSchema } from './litellm-settings.ts'
import { modelListEntrySchema } from './model-list-entry.ts'
import { rankgateSettingsSchema } from './rankgate-settings.ts'
import { routerSettingsSchema } from './router-settings.ts'
import type { Shape } from './shape.ts'

export const credentialSchema = {
  type: 'object',
  required: ['credential_name'],
  properties: {
    credential_name: { type: 'string', minLength: 1, description: 'The name that entries use.' },
    credential_values: {
      type: 'object',
      patternProperties: { '^.*$': {} },
      description: 'litellm_params such as api_key and api_base.'
    },
    credential_info: { description: 'Notes; not used.' }
  },
  description: 'Connection settings that several deployments share.'
} as const satisfies Shape

/** The whole configuration file. */
export const configurationSchema = {
  type: 'object',
  required: ['model_list'],
  properties: {
    model_list: { type: 'array', items: modelListEntrySchema, description: 'The deployments.' },
    router_settings: routerSettingsSchema,
    litellm_settings: litellmSettingsSchema,
    general_settings: generalSettingsSchema,
    rankgate: rankgateSettingsSchema,
    credential_list: { type: 'array', items: credentialSchema, description: 'Connection settings by name.' },
    environment_variables: {
      type: 'object',
      patternProperties: { '^.*$': { anyOf: [{ type: 'string' }, { type: 'number' }, { type: 'boolean' }] } },
      description: 'Environment variables for the rest of the file; those of the process win.'
    },
    include: {
      anyOf: [
        { type: 'array', items: { type: 'string', minLength: 1 } },
        { type: 'string', minLength: 1 }
      ],
      description: 'Files to add to this one, relative to it.'
    }
  },
  title: 'rankgate',
  description: "rankgate's configuration: LiteLLM's config.yaml, and settings of its own under `rankgate`."
} as const satisfies Shape
