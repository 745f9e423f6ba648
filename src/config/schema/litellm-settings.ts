import { longestTimeoutS } from './litellm-params.ts'
import { fallbacksSchema } from './router-settings.ts'
import type { Shape } from './shape.ts'

const callbacks = (description: string) =>
  ({ anyOf: [{ type: 'array', items: {} }, { type: 'string' }], description, examples: [['prometheus']] }) as const

/** `litellm_settings`: what holds for all models. */
export const litellmSettingsSchema = {
  type: 'object',
  properties: {
    request_timeout: {
      type: 'number',
      exclusiveMinimum: 0,
      maximum: longestTimeoutS,
      description: 'Seconds for a whole request, where router_settings.timeout does not say.'
    },
    callbacks: callbacks('Integrations told of every request.'),
    success_callback: callbacks('Integrations told of every success.'),
    failure_callback: callbacks('Integrations told of every failure.'),
    num_retries: { type: 'integer', minimum: 0, description: 'Retries of a failed request.' },
    fallbacks: fallbacksSchema,
    default_fallbacks: {
      type: 'array',
      items: { type: 'string' },
      description: 'Groups to ask when any group fails.'
    },
    cache: { type: 'boolean', description: 'Keep answers and give them again.' },
    cache_params: {
      type: 'object',
      patternProperties: { '^.*$': {} },
      description: 'Where and how long answers are kept.',
      examples: [{ type: 'local', ttl: 600 }]
    },
    json_logs: { type: 'boolean', description: 'Log as JSON.' }
  },
  description: 'What holds for all models.'
} as const satisfies Shape
