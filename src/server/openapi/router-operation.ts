import { failureKinds } from '../../errors/failure-kind.ts'
import { errorReferences } from './error-replies.ts'
import { type JsonSchema, type PathItem, schemaReference } from './openapi.ts'

const count = { type: 'integer', minimum: 0 }
const time = { type: 'string', format: 'date-time' }
const seconds = { type: 'number', minimum: 0, description: 'Seconds.' }

export const routerSchemas: Readonly<Record<string, JsonSchema>> = {
  DeploymentState: {
    type: 'object',
    required: [
      'id',
      'model',
      'weight',
      'state',
      'in_flight',
      'queued',
      'failures_in_row',
      'rest_left_s',
      'requests_this_minute',
      'tokens_this_minute'
    ],
    properties: {
      id: { type: 'string' },
      model: { type: 'string' },
      order: { type: 'number', description: 'Lower is asked first; absent is last.' },
      weight: { type: 'number' },
      state: {
        enum: ['ready', 'resting', 'due', 'probing', 'not ready'],
        description: '`due`: its rest is over, and the next call finds out whether it is well. `not ready`: not set up.'
      },
      in_flight: count,
      queued: { ...count, description: 'Calls that wait for a slot.' },
      latency_ms: { type: 'number', description: 'Average; absent before the first answer.' },
      failures_in_row: count,
      rest_left_s: seconds,
      requests_this_minute: count,
      tokens_this_minute: count,
      last_error: {
        type: 'object',
        required: ['kind', 'code', 'status', 'ago_s'],
        properties: {
          kind: { enum: failureKinds },
          code: { type: 'string' },
          status: { type: 'integer' },
          ago_s: seconds
        }
      }
    }
  },
  RouterState: {
    type: 'object',
    required: ['strategy', 'groups', 'learned_limits', 'load', 'redis'],
    properties: {
      strategy: { type: 'string' },
      groups: {
        type: 'array',
        items: {
          type: 'object',
          required: ['name', 'spaces'],
          properties: {
            name: { type: 'string' },
            spaces: {
              type: 'array',
              items: {
                type: 'object',
                required: ['space', 'deployments'],
                properties: {
                  space: { type: 'string' },
                  deployments: { type: 'array', items: schemaReference('DeploymentState') }
                }
              },
              description: 'Score spaces in the order in which they are tried.'
            }
          }
        }
      },
      learned_limits: {
        type: 'array',
        items: {
          type: 'object',
          required: ['deployment', 'expires_in_s'],
          properties: {
            deployment: { type: 'string' },
            max_documents: count,
            max_bytes: count,
            expires_in_s: seconds
          }
        },
        description: "Limits that providers' refusals have taught."
      },
      load: {
        type: 'object',
        required: ['in_flight', 'queued', 'buffered_bytes', 'refused'],
        properties: { in_flight: count, queued: count, buffered_bytes: count, refused: count },
        description: 'Of this process.'
      },
      redis: {
        type: 'array',
        items: {
          type: 'object',
          required: ['holds', 'status', 'since'],
          properties: {
            holds: { enum: ['shared state', 'cache'] },
            status: { enum: ['connecting', 'connected', 'unreachable'] },
            since: time,
            reason: { type: 'string' }
          }
        }
      },
      configuration: {
        type: 'object',
        required: ['loaded_at', 'digest'],
        properties: {
          loaded_at: time,
          digest: { type: 'string', description: 'Equal for equal configurations, secrets aside.' },
          last_error: {
            type: 'object',
            required: ['at', 'faults'],
            properties: { at: time, faults: { type: 'array', items: { type: 'string' } } },
            description: 'Why a later configuration was refused.'
          }
        }
      }
    }
  }
}

export const routerPaths: Readonly<Record<string, PathItem>> = {
  '/router': {
    get: {
      operationId: 'getRouterState',
      tags: ['health'],
      summary: 'How it stands with every deployment, and with this process',
      responses: {
        200: {
          description: 'The state of one worker.',
          content: { 'application/json': { schema: schemaReference('RouterState') } }
        },
        ...errorReferences([401, 403])
      }
    }
  }
}
