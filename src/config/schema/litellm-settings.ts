import { cacheParamsSchema } from './cache-params.ts'
import { longestTimeoutS } from './litellm-params.ts'
import { fallbacksSchema } from './router-settings.ts'
import type { Shape } from './shape.ts'

const callbacks = (description: string) =>
  ({ anyOf: [{ type: 'array', items: {} }, { type: 'string' }], description, examples: [['prometheus']] }) as const

const whole = (description: string) => ({ type: 'integer', minimum: 0, description }) as const

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
    num_retries: whole('As router_settings.num_retries, which wins.'),
    allowed_fails: whole('As router_settings.allowed_fails, which wins.'),
    cooldown_time: { type: 'number', minimum: 0, description: 'As router_settings.cooldown_time, which wins.' },
    fallbacks: fallbacksSchema,
    default_fallbacks: {
      type: 'array',
      items: { type: 'string' },
      description: 'As router_settings.default_fallbacks, which wins.'
    },
    max_fallbacks: whole('As router_settings.max_fallbacks, which wins.'),
    cache: { type: 'boolean', description: 'Keep the score of each query and document, and give it again.' },
    cache_params: cacheParamsSchema,
    json_logs: { type: 'boolean', description: 'Log as JSON.' }
  },
  description: 'What holds for all models.'
} as const satisfies Shape
