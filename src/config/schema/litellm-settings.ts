import Type from 'typebox'
import { longestTimeoutS } from './litellm-params.ts'
import { fallbacksSchema } from './router-settings.ts'

const callbacks = (description: string) =>
  Type.Optional(Type.Union([Type.Array(Type.Unknown()), Type.String()], { description, examples: [['prometheus']] }))

/** `litellm_settings`: what holds for all models. */
export const litellmSettingsSchema = Type.Object(
  {
    request_timeout: Type.Optional(
      Type.Number({
        exclusiveMinimum: 0,
        maximum: longestTimeoutS,
        description: 'Seconds for a whole request, where router_settings.timeout does not say.'
      })
    ),
    callbacks: callbacks('Integrations told of every request.'),
    success_callback: callbacks('Integrations told of every success.'),
    failure_callback: callbacks('Integrations told of every failure.'),
    num_retries: Type.Optional(Type.Integer({ minimum: 0, description: 'Retries of a failed request.' })),
    fallbacks: Type.Optional(fallbacksSchema),
    default_fallbacks: Type.Optional(Type.Array(Type.String(), { description: 'Groups to ask when any group fails.' })),
    cache: Type.Optional(Type.Boolean({ description: 'Keep answers and give them again.' })),
    cache_params: Type.Optional(
      Type.Record(Type.String(), Type.Unknown(), {
        description: 'Where and how long answers are kept.',
        examples: [{ type: 'local', ttl: 600 }]
      })
    ),
    json_logs: Type.Optional(Type.Boolean({ description: 'Log as JSON.' }))
  },
  { description: 'What holds for all models.' }
)
