import { errorReferences } from './error-replies.ts'
import { type JsonSchema, type PathItem, type Reply, schemaReference } from './openapi.ts'

const tags = ['health']

const readinessSchema = {
  type: 'object',
  required: ['status', 'db'],
  properties: {
    status: {
      enum: ['healthy', 'draining', 'overloaded'],
      description: '`overloaded` only with `rankgate.overload.fail_readiness`.'
    },
    db: { type: 'string', description: "For LiteLLM's probes; there is no database." }
  }
}

export const healthSchemas: Readonly<Record<string, JsonSchema>> = {
  Endpoint: {
    type: 'object',
    required: ['model_name', 'model', 'model_id', 'status', 'latency_ms'],
    properties: {
      model_name: { type: 'string' },
      model: { type: 'string' },
      api_base: { type: 'string' },
      model_id: { type: 'string' },
      status: { type: 'integer', description: '200, or the status that a client would have got.' },
      latency_ms: { type: 'integer', minimum: 0 },
      error: { type: 'string', description: 'What went wrong.' },
      remedy: { type: 'string', description: 'What to change.' }
    }
  }
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
        ...errorReferences([401, 403])
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
        503: json('It is shutting down or refuses requests: send them elsewhere.', readinessSchema)
      }
    }
  }
}

function json(description: string, schema: JsonSchema): Reply {
  return { description, content: { 'application/json': { schema } } }
}
