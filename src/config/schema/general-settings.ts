import type { Shape } from './shape.ts'

const whole = (description: string) => ({ type: 'integer', minimum: 0, description }) as const

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
      description: "Most mebibytes of a provider's answer."
    },
    max_parallel_requests: whole('Requests at one time to a deployment.'),
    global_max_parallel_requests: whole('Requests at one time in all.'),
    background_health_checks: { type: 'boolean', description: 'Probe deployments from time to time.' },
    health_check_interval: { type: 'number', exclusiveMinimum: 0, description: 'Seconds between probes.' },
    database_url: { type: 'string', description: 'PostgreSQL, for virtual keys and spend.' }
  },
  description: 'What holds for the server.'
} as const satisfies Shape
