import type { Shape } from './shape.ts'

/** `rankgate:` inside a `model_list` entry. */
export const deploymentRankgateSchema = {
  type: 'object',
  properties: {
    contract: {
      type: 'string',
      minLength: 1,
      description: "Which of the provider's wire contracts to speak, where prefix and api_base do not say.",
      examples: ['retrieval', 'ranking', 'rerank', 'ranking_model']
    },
    normalize: {
      enum: ['raw', 'sigmoid'],
      description: 'How scores are shown: as the provider gave them (the default), or a logit mapped to 0..1.'
    }
  },
  description: "rankgate's own settings of the deployment."
} as const satisfies Shape

/** `rankgate:` at the top level. */
export const rankgateSettingsSchema = {
  type: 'object',
  properties: {
    max_documents: { type: 'integer', minimum: 1, description: 'Most documents of one request. Default 10000.' }
  },
  description: "rankgate's own settings."
} as const satisfies Shape
