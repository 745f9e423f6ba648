import Type from 'typebox'

const price = (description: string) => Type.Optional(Type.Number({ minimum: 0, description }))

/** `model_info`: what is known of one deployment. Any other key is allowed, and shown by `GET /model/info`. */
export const modelInfoSchema = Type.Object(
  {
    id: Type.Optional(
      Type.Union([Type.String({ minLength: 1 }), Type.Number()], {
        description: "The deployment's id; by default a digest of the entry."
      })
    ),
    mode: Type.Optional(
      Type.String({
        description: 'What the model does. An entry with another mode than "rerank" is skipped.',
        examples: ['rerank']
      })
    ),
    input_cost_per_query: price('US dollars for a search unit.'),
    input_cost_per_token: price('US dollars for a token.'),
    max_documents: Type.Optional(Type.Integer({ minimum: 1, description: 'Most documents of one call.' })),
    max_bytes: Type.Optional(Type.Integer({ minimum: 1, description: "Most bytes of one call's body." })),
    pointwise: Type.Optional(
      Type.Boolean({ description: "Whether a document's score is independent of the other documents." })
    ),
    revision: Type.Optional(
      Type.Union([Type.String(), Type.Number()], {
        description: "The model's revision: scores of different revisions are never compared."
      })
    ),
    base_model: Type.Optional(
      Type.String({ description: 'The model that this one is, where its name does not say. Shown only.' })
    )
  },
  { description: 'What is known of the deployment. Any other key is allowed and shown.' }
)
