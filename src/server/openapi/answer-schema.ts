import type { Shape } from '../../config/schema/shape.ts'

const count = { type: 'integer', minimum: 0 } as const

const steps = {
  type: 'array',
  items: {
    type: 'object',
    required: ['at_ms', 'what'],
    properties: { at_ms: { type: 'number' }, deployment: { type: 'string' }, what: { type: 'string' } }
  },
  description: 'Which deployments were considered and tried, for who sent `x-rankgate-explain: 1`.'
} as const

/** The body of a rerank answer. Its type is held against the type of what is written by the tests. */
export const answerSchema = {
  type: 'object',
  required: ['id', 'model', 'results', 'meta', 'usage'],
  properties: {
    id: { type: 'string', description: 'The call id, as in the header x-litellm-call-id.' },
    model: { type: 'string', description: 'The model as the request named it.' },
    results: {
      type: 'array',
      items: {
        type: 'object',
        required: ['index', 'relevance_score'],
        properties: {
          index: { type: 'integer', minimum: 0, description: 'Which of the documents that were sent, from 0.' },
          relevance_score: {
            type: 'number',
            description: "The higher, the better. Its scale is the provider's: `GET /model/info` names it."
          },
          document: {
            type: 'object',
            required: ['text'],
            properties: { text: { type: 'string' } },
            description: 'Absent when not asked for, and for a document that is an image alone.'
          }
        }
      },
      description: 'By score descending, ties by index ascending, at most `top_n`.'
    },
    meta: {
      type: 'object',
      required: ['api_version', 'billed_units', 'tokens'],
      properties: {
        api_version: { type: 'object', required: ['version'], properties: { version: { type: 'string' } } },
        billed_units: { type: 'object', properties: { search_units: count, total_tokens: count } },
        tokens: { type: 'object', properties: { input_tokens: count, output_tokens: count } },
        warnings: {
          type: 'array',
          items: { type: 'string' },
          description: 'In which way the answer is not what was asked for; absent when it is.'
        },
        scale: {
          type: 'string',
          enum: ['logit', 'probability', 'lexical', 'order'],
          description: "What the provider's own scores mean, where `normalize` or `score_threshold` was asked for."
        },
        normalize: {
          type: 'string',
          enum: ['raw', 'sigmoid', 'minmax', 'softmax'],
          description: 'What was applied to them.'
        },
        steps
      },
      description: "Cohere's account; what nobody counted is absent."
    },
    usage: {
      type: 'object',
      required: ['prompt_tokens', 'completion_tokens', 'total_tokens'],
      properties: { prompt_tokens: count, completion_tokens: count, total_tokens: count },
      description: "OpenAI's account; what nobody counted is 0."
    }
  }
} as const satisfies Shape

/** An error's body. */
export const errorSchema = {
  type: 'object',
  required: ['message', 'detail', 'error'],
  properties: {
    message: { type: 'string', description: "For people, and for Cohere's clients." },
    detail: { type: 'string', description: "The same, for clients written for Jina's API." },
    error: {
      type: 'object',
      required: ['message', 'type', 'param', 'code'],
      properties: {
        message: { type: 'string' },
        type: { type: 'string', description: "LiteLLM's name for this kind of error." },
        param: { anyOf: [{ type: 'string' }, { type: 'null' }], description: 'The field at fault.' },
        code: { type: 'string', description: 'The HTTP status.' },
        steps
      },
      description: "For OpenAI's and LiteLLM's clients."
    }
  }
} as const satisfies Shape
