import { litellmParamsSchema } from './litellm-params.ts'
import { modelInfoSchema } from './model-info.ts'
import { deploymentRankgateSchema } from './rankgate-settings.ts'
import type { Shape } from './shape.ts'

/** One entry of `model_list`. */
export const modelListEntrySchema = {
  type: 'object',
  required: ['model_name', 'litellm_params'],
  properties: {
    model_name: {
      type: 'string',
      minLength: 1,
      description: 'What clients call it. Entries of one name form a group; a "*" matches any text.',
      examples: ['rerank', 'nvidia_nim/*']
    },
    litellm_params: litellmParamsSchema,
    model_info: modelInfoSchema,
    rankgate: deploymentRankgateSchema
  },
  description: 'One deployment of a reranking model.'
} as const satisfies Shape
