import Type from 'typebox'

const whole = (description: string) => Type.Optional(Type.Integer({ minimum: 0, description }))

/** `general_settings`: what holds for the server. */
export const generalSettingsSchema = Type.Object(
  {
    master_key: Type.Optional(
      Type.String({
        minLength: 1,
        description:
          'The key that clients send; best written as "os.environ/NAME". Without one only loopback is served.'
      })
    ),
    max_request_size_mb: Type.Optional(
      Type.Number({ exclusiveMinimum: 0, description: 'Most mebibytes of a request body. Default 32.' })
    ),
    max_response_size_mb: Type.Optional(
      Type.Number({ exclusiveMinimum: 0, description: "Most mebibytes of a provider's answer." })
    ),
    max_parallel_requests: whole('Requests at one time to a deployment.'),
    global_max_parallel_requests: whole('Requests at one time in all.'),
    background_health_checks: Type.Optional(Type.Boolean({ description: 'Probe deployments from time to time.' })),
    health_check_interval: Type.Optional(Type.Number({ exclusiveMinimum: 0, description: 'Seconds between probes.' })),
    database_url: Type.Optional(Type.String({ description: 'PostgreSQL, for virtual keys and spend.' }))
  },
  { description: 'What holds for the server.' }
)
