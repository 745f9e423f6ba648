import Type from 'typebox'
import { errorReferences } from './error-replies.ts'
import { type JsonSchema, type PathItem, type Reply, schemaReference } from './openapi.ts'

const tags = ['health']

const readinessSchema = Type.Object({
  status: Type.Enum(['healthy', 'draining']),
  db: Type.String({ description: "For LiteLLM's probes; there is no database." })
})

export const healthSchemas: Readonly<Record<string, JsonSchema>> = {
  Endpoint: Type.Object({
    model_name: Type.String(),
    model: Type.String(),
    api_base: Type.Optional(Type.String()),
    model_id: Type.String(),
    status: Type.Integer({ description: '200, or the status that a client would have got.' }),
    latency_ms: Type.Integer({ minimum: 0 }),
    error: Type.Optional(Type.String({ description: 'What went wrong.' })),
    remedy: Type.Optional(Type.String({ description: 'What to change.' }))
  })
}

const endpoints = { type: 'array', items: schemaReference('Endpoint') }
const count = { type: 'integer', minimum: 0 }

export const healthPaths: Readonly<Record<string, PathItem>> = {
  '/health': {
    get: {
      operationId: 'probeDeployments',
      tags,
      summary: 'Ask every deployment for a tiny real ranking',
      description: 'This calls the providers: for orchestrators there is `/health/readiness`.',
      responses: {
        200: json('Who answered and who did not.', {
          type: 'object',
          required: ['healthy_endpoints', 'unhealthy_endpoints', 'healthy_count', 'unhealthy_count'],
          properties: {
            healthy_endpoints: endpoints,
            unhealthy_endpoints: endpoints,
            healthy_count: count,
            unhealthy_count: count
          }
        }),
        ...errorReferences([401])
      }
    }
  },
  '/health/liveliness': {
    get: {
      operationId: 'getLiveness',
      tags,
      summary: 'Whether the process lives',
      security: [],
      responses: { 200: json('It does.', { const: "I'm alive!" }) }
    }
  },
  '/health/liveness': { $ref: '#/paths/~1health~1liveliness' },
  '/health/readiness': {
    get: {
      operationId: 'getReadiness',
      tags,
      summary: 'Whether to send requests here',
      security: [],
      responses: {
        200: json('It takes requests.', readinessSchema),
        503: json('It is shutting down: send them elsewhere.', readinessSchema)
      }
    }
  }
}

function json(description: string, schema: JsonSchema): Reply {
  return { description, content: { 'application/json': { schema } } }
}
