import Type from 'typebox'
import { errorReferences } from './error-replies.ts'
import { type JsonSchema, type Operation, type PathItem, schemaReference } from './openapi.ts'

const tags = ['models']

export const modelSchemas: Readonly<Record<string, JsonSchema>> = {
  Model: Type.Object({
    id: Type.String({ description: 'What a request may name as `model`; a wildcard as it is configured.' }),
    object: Type.Literal('model'),
    created: Type.Integer({ description: "Always the same; for OpenAI's clients." }),
    owned_by: Type.String({ description: 'The provider.' }),
    mode: Type.Literal('rerank')
  }),
  Deployment: Type.Object({
    model_name: Type.String({ description: 'What clients call it.' }),
    litellm_params: Type.Object({
      model: Type.String({ description: 'Provider and model as configured.' }),
      api_base: Type.Optional(Type.String({ description: 'Where it is called; absent for the embedded reranker.' }))
    }),
    model_info: Type.Object(
      {
        id: Type.String(),
        db_model: Type.Literal(false),
        mode: Type.Literal('rerank'),
        litellm_provider: Type.String(),
        scale: Type.Enum(['logit', 'probability', 'lexical'], { description: 'What its scores mean.' }),
        normalize: Type.Enum(['raw', 'sigmoid'], { description: 'How scores are shown unless a request says.' }),
        pointwise: Type.Boolean({ description: "Whether a document's score is independent of the others." }),
        max_documents: Type.Integer({ description: 'Most documents of one call.' }),
        max_bytes: Type.Optional(Type.Integer({ description: "Most bytes of one call's body." })),
        input_cost_per_query: Type.Optional(Type.Number({ description: 'US dollars.' })),
        input_cost_per_token: Type.Optional(Type.Number({ description: 'US dollars.' })),
        score_space: Type.String({ description: 'Only scores of one space may be compared.' }),
        ready: Type.Boolean(),
        missing: Type.Optional(Type.String({ description: 'What to set before it can be called.' }))
      },
      { description: 'Whatever else the configuration says in `model_info` is here too.' }
    )
  })
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
    ...errorReferences([401])
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
  responses: { 200: json('The model.', schemaReference('Model')), ...errorReferences([401, 404]) }
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
    ...errorReferences([401])
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
