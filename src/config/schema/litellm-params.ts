import Type from 'typebox'

const whole = (description: string) => Type.Optional(Type.Integer({ minimum: 0, description }))
/** Timers take at most 2^31 - 1 milliseconds. */
export const longestTimeoutS = 2_147_483

const headers = (description: string) =>
  Type.Optional(Type.Record(Type.String(), Type.String(), { description, examples: [{ 'x-team': 'search' }] }))

/** `litellm_params`: how one deployment is called. Keys that are not here go to the provider as its parameters. */
export const litellmParamsSchema = Type.Object(
  {
    model: Type.String({
      minLength: 1,
      description:
        'Provider and model: "nvidia_nim/<model>", "nvidia_nim/ranking/<model>", "cohere/<model>", "local/lexical".',
      examples: ['nvidia_nim/nvidia/llama-nemotron-rerank-1b-v2', 'cohere/rerank-v3.5', 'local/lexical']
    }),
    api_key: Type.Optional(
      Type.String({ minLength: 1, description: 'The provider\'s key; best written as "os.environ/NAME".' })
    ),
    api_base: Type.Optional(
      Type.String({
        minLength: 1,
        description: 'Where the provider listens, if not at its own host: an absolute http(s) URL.'
      })
    ),
    base_url: Type.Optional(Type.String({ minLength: 1, description: 'Another name for api_base.' })),
    headers: headers('Headers for every call to the provider.'),
    extra_headers: headers('More headers for every call; those in `headers` win.'),
    custom_llm_provider: Type.Optional(
      Type.String({ minLength: 1, description: 'The provider, where `model` does not begin with it.' })
    ),
    litellm_credential_name: Type.Optional(
      Type.String({
        minLength: 1,
        description: 'An entry of credential_list whose values stand in for those missing here.'
      })
    ),
    timeout: Type.Optional(
      Type.Number({
        exclusiveMinimum: 0,
        maximum: longestTimeoutS,
        description: 'Seconds for one call to this deployment.'
      })
    ),
    weight: Type.Optional(
      Type.Number({ minimum: 0, description: 'Share of the traffic among deployments of one order. Default 1.' })
    ),
    order: Type.Optional(
      Type.Number({ minimum: 0, description: 'Lower is tried first; without one, after those that have one.' })
    ),
    max_retries: whole('Retries of a failed call.'),
    num_retries: whole('Retries of a failed call; wins over max_retries.'),
    rpm: whole('Requests a minute.'),
    tpm: whole('Tokens a minute.'),
    max_parallel_requests: whole('Calls at one time.'),
    cooldown_time: Type.Optional(Type.Number({ minimum: 0, description: 'Seconds of rest after failures.' })),
    input_cost_per_query: Type.Optional(
      Type.Number({ minimum: 0, description: 'US dollars for a search unit, where model_info does not say.' })
    ),
    input_cost_per_token: Type.Optional(
      Type.Number({ minimum: 0, description: 'US dollars for a token, where model_info does not say.' })
    ),
    tags: Type.Optional(Type.Array(Type.String(), { description: 'Tags for tag routing.' }))
  },
  { description: 'How the deployment is called. Other keys go to the provider as its parameters, such as `truncate`.' }
)
