import { errorReferences } from './error-replies.ts'
import { type JsonSchema, type Operation, type PathItem, schemaReference } from './openapi.ts'

const tags = ['models']

export const modelSchemas: Readonly<Record<string, JsonSchema>> = {
  Model: {
    type: 'object',
    required: ['id', 'object', 'created', 'owned_by', 'mode'],
    properties: {
      id: { type: 'string', description: 'What a request may name as `model`; a wildcard as it is configured.' },
      object: { type: 'string', const: 'model' },
      created: { type: 'integer', description: "Always the same; for OpenAI's clients." },
      owned_by: { type: 'string', description: 'The provider.' },
      mode: { type: 'string', const: 'rerank' }
    }
  },
  Deployment: {
    type: 'object',
    required: ['model_name', 'litellm_params', 'model_info'],
    properties: {
      model_name: { type: 'string', description: 'What clients call it.' },
      litellm_params: {
        type: 'object',
        required: ['model'],
        properties: {
          model: { type: 'string', description: 'Provider and model as configured.' },
          api_base: { type: 'string', description: 'Where it is called; absent for the embedded reranker.' }
        }
      },
      model_info: {
        type: 'object',
        required: [
          'id',
          'db_model',
          'mode',
          'litellm_provider',
          'scale',
          'normalize',
          'pointwise',
          'max_documents',
          'score_space',
          'ready'
        ],
        properties: {
          id: { type: 'string' },
          db_model: { type: 'boolean', const: false },
          mode: { type: 'string', const: 'rerank' },
          litellm_provider: { type: 'string' },
          scale: { enum: ['logit', 'probability', 'lexical', 'order'], description: 'What its scores mean.' },
          normalize: { enum: ['raw', 'sigmoid'], description: 'How scores are shown unless a request says.' },
          pointwise: {
            type: 'boolean',
            description: "Whether a document's score is independent of the others."
          },
          max_documents: { type: 'integer', description: 'Most documents of one call.' },
          max_bytes: { type: 'integer', description: "Most bytes of one call's body." },
          input_cost_per_query: { type: 'number', description: 'US dollars.' },
          input_cost_per_token: { type: 'number', description: 'US dollars.' },
          score_space: { type: 'string', description: 'Only scores of one space may be compared.' },
          ready: { type: 'boolean' },
          missing: { type: 'string', description: 'What to set before it can be called.' }
        },
        description: 'Whatever else the configuration says in `model_info` is here too.'
      }
    }
  }
}

const modelListing: Operation = {
  operationId: 'listModels',
  tags,
  summary: 'List the models that a request may name',
  responses: {
    200: json('The models.', {
      type: 'object',
      required: ['data', 'object'],
      properties: { data: { type: 'array', items: schemaReference('Model') }, object: { const: 'list' } }
    }),
    ...errorReferences([401, 403])
  }
}

const modelById: Operation = {
  operationId: 'getModel',
  tags,
  summary: 'One model of that list',
  parameters: [
    {
      name: 'id',
      in: 'path',
      required: true,
      description: 'May hold slashes, as they are or as %2F.',
      schema: { type: 'string' }
    }
  ],
  responses: { 200: json('The model.', schemaReference('Model')), ...errorReferences([401, 403, 404]) }
}

const modelInfo: Operation = {
  operationId: 'getModelInfo',
  tags,
  summary: 'Every deployment: provider, score scale, limits, price, readiness',
  parameters: [
    { name: 'litellm_model_id', in: 'query', description: 'Only the one with this id.', schema: { type: 'string' } }
  ],
  responses: {
    200: json('The deployments.', {
      type: 'object',
      required: ['data'],
      properties: { data: { type: 'array', items: schemaReference('Deployment') } }
    }),
    ...errorReferences([401, 403])
  }
}

export const modelPaths: Readonly<Record<string, PathItem>> = {
  '/v1/models': { get: modelListing },
  '/models': { $ref: '#/paths/~1v1~1models' },
  '/v1/models/{id}': { get: modelById },
  '/model/info': { get: modelInfo },
  '/v1/model/info': { $ref: '#/paths/~1model~1info' }
}

function json(description: string, schema: JsonSchema) {
  return { description, content: { 'application/json': { schema } } }
}
