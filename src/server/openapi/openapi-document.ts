import type { Config } from '../../config/config.ts'
import { version } from '../version.ts'
import { answerSchema, errorSchema } from './answer-schema.ts'
import { errorReplies } from './error-replies.ts'
import { healthPaths, healthSchemas } from './health-operations.ts'
import { modelPaths, modelSchemas } from './model-operations.ts'
import type { OpenapiDocument, PathItem } from './openapi.ts'
import { planSchema } from './plan-schema.ts'
import { documentSchema, requestSchema } from './request-schema.ts'
import { rerankOperation } from './rerank-operation.ts'
import { routerPaths, routerSchemas } from './router-operation.ts'

const sameAsRerank: PathItem = { $ref: '#/paths/~1rerank' }

const aboutPaths: Readonly<Record<string, PathItem>> = {
  '/openapi.json': {
    get: {
      operationId: 'getOpenapi',
      tags: ['about'],
      summary: 'This document',
      security: [],
      responses: {
        200: { description: 'OpenAPI 3.1.', content: { 'application/json': { schema: { type: 'object' } } } }
      }
    }
  },
  '/docs': {
    get: {
      operationId: 'getDocs',
      tags: ['about'],
      summary: 'A page to read this and try it',
      security: [],
      responses: { 200: { description: 'HTML.', content: { 'text/html': { schema: { type: 'string' } } } } }
    }
  }
}

/** Any one of these will do. Two different keys in one request are refused. */
const securitySchemes = {
  bearer: { type: 'http', scheme: 'bearer', description: '`Authorization: Bearer <key>`' },
  litellmKey: { type: 'apiKey', in: 'header', name: 'x-litellm-api-key' },
  apiKey: { type: 'apiKey', in: 'header', name: 'api-key' },
  xApiKey: { type: 'apiKey', in: 'header', name: 'x-api-key' }
} as const

/** What the server answers to, with this configuration's limits. It names no model: whoever reads it needs no key. */
export function openapiDocument({
  maxDocuments,
  masterKey
}: Pick<Config, 'maxDocuments' | 'masterKey'>): OpenapiDocument {
  const anyKey = Object.keys(securitySchemes).map((name) => ({ [name]: [] }))
  return {
    openapi: '3.1.1',
    info: {
      title: 'rankgate',
      version,
      summary: 'One rerank API in front of every reranking model',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' }
    },
    servers: [{ url: '/' }],
    security: masterKey === undefined ? [{}, ...anyKey] : anyKey,
    tags: [
      { name: 'rerank', description: 'Ranking documents.' },
      { name: 'models', description: 'What can be asked for.' },
      { name: 'health', description: 'For orchestrators and people on call.' },
      { name: 'about', description: 'This API.' }
    ],
    paths: {
      '/rerank': { post: rerankOperation },
      '/v1/rerank': sameAsRerank,
      '/v2/rerank': sameAsRerank,
      '/cohere/v2/rerank': sameAsRerank,
      ...modelPaths,
      ...healthPaths,
      ...routerPaths,
      ...aboutPaths
    },
    components: {
      schemas: {
        RerankRequest: requestSchema(maxDocuments),
        Document: documentSchema,
        RerankAnswer: answerSchema,
        RerankPlan: planSchema,
        Error: errorSchema,
        ...modelSchemas,
        ...healthSchemas,
        ...routerSchemas
      },
      responses: errorReplies,
      securitySchemes
    }
  }
}
