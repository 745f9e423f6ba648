import { longestTimeoutS } from './litellm-params.ts'
import type { Shape } from './shape.ts'

const atLeastOne = (description: string) => ({ type: 'integer', minimum: 1, description }) as const

/** `general_settings`: what holds for the server. */
export const generalSettingsSchema = {
  type: 'object',
  properties: {
    master_key: {
      type: 'string',
      minLength: 1,
      description: 'The key that clients send; best written as "os.environ/NAME". Without one only loopback is served.'
    },
    max_request_size_mb: {
      type: 'number',
      exclusiveMinimum: 0,
      description: 'Most mebibytes of a request body. Default 32.'
    },
    max_response_size_mb: {
      type: 'number',
      exclusiveMinimum: 0,
      description: "Most mebibytes of a provider's answer. Default 64."
    },
    max_parallel_requests: atLeastOne('Calls at one time to a deployment that does not say.'),
    global_max_parallel_requests: atLeastOne('Requests that one process works on at one time. Default 1024.'),
    background_health_checks: {
      type: 'boolean',
      description: 'Ask each deployment for a tiny ranking from time to time.'
    },
    health_check_interval: {
      type: 'number',
      exclusiveMinimum: 0,
      maximum: longestTimeoutS,
      description: 'Seconds between probes of a deployment. Default 300.'
    },
    database_url: { type: 'string', description: 'PostgreSQL, for virtual keys and spend.' }
  },
  description: 'What holds for the server.'
} as const satisfies Shape
