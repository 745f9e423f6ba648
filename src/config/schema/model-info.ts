import type { Shape } from './shape.ts'

const price = (description: string) => ({ type: 'number', minimum: 0, description }) as const

/** `model_info`: what is known of one deployment. Any other key is allowed, and shown by `GET /model/info`. */
export const modelInfoSchema = {
  type: 'object',
  properties: {
    id: {
      anyOf: [{ type: 'string', minLength: 1 }, { type: 'number' }],
      description: "The deployment's id; by default a digest of the entry."
    },
    mode: {
      type: 'string',
      description: 'What the model does. An entry with another mode than "rerank" is skipped.',
      examples: ['rerank']
    },
    input_cost_per_query: price('US dollars for a search unit.'),
    input_cost_per_token: price('US dollars for a token.'),
    max_documents: { type: 'integer', minimum: 1, description: 'Most documents of one call.' },
    max_bytes: { type: 'integer', minimum: 1, description: "Most bytes of one call's body." },
    pointwise: {
      type: 'boolean',
      description: "Whether a document's score is independent of the other documents."
    },
    revision: {
      anyOf: [{ type: 'string' }, { type: 'number' }],
      description: "The model's revision: scores of different revisions are never compared."
    },
    base_model: {
      type: 'string',
      description: 'The model that this one is, where its name does not say. Shown only.'
    }
  },
  description: 'What is known of the deployment. Any other key is allowed and shown.'
} as const satisfies Shape
