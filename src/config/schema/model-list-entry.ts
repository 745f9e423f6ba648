import Type from 'typebox'
import { litellmParamsSchema } from './litellm-params.ts'
import { modelInfoSchema } from './model-info.ts'
import { deploymentRankgateSchema } from './rankgate-settings.ts'

/** One entry of `model_list`. */
export const modelListEntrySchema = Type.Object(
  {
    model_name: Type.String({
      minLength: 1,
      description: 'What clients call it. Entries of one name form a group; a "*" matches any text.',
      examples: ['rerank', 'nvidia_nim/*']
    }),
    litellm_params: litellmParamsSchema,
    model_info: Type.Optional(modelInfoSchema),
    rankgate: Type.Optional(deploymentRankgateSchema)
  },
  { description: 'One deployment of a reranking model.' }
)
