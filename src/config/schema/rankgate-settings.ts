import Type from 'typebox'

/** `rankgate:` inside a `model_list` entry. */
export const deploymentRankgateSchema = Type.Object(
  {
    contract: Type.Optional(
      Type.String({
        minLength: 1,
        description: "Which of the provider's wire contracts to speak, where prefix and api_base do not say.",
        examples: ['retrieval', 'ranking', 'rerank', 'ranking_model']
      })
    ),
    normalize: Type.Optional(
      Type.Enum(['raw', 'sigmoid'], {
        description: 'How scores are shown: as the provider gave them (the default), or a logit mapped to 0..1.'
      })
    )
  },
  { description: "rankgate's own settings of the deployment." }
)

/** `rankgate:` at the top level. */
export const rankgateSettingsSchema = Type.Object(
  {
    max_documents: Type.Optional(
      Type.Integer({ minimum: 1, description: 'Most documents of one request. Default 10000.' })
    )
  },
  { description: "rankgate's own settings." }
)
