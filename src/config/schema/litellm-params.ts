import type { Shape } from './shape.ts'

/** Timers take at most 2^31 - 1 milliseconds. */
export const longestTimeoutS = 2_147_483

/** A year: longer is for ever, and numbers stay small enough for every kind of clock. */
export const longestTtlS = 31_536_000

const text = (description: string) => ({ type: 'string', minLength: 1, description }) as const
const whole = (description: string) => ({ type: 'integer', minimum: 0, description }) as const
const amount = (description: string) => ({ type: 'number', minimum: 0, description }) as const
const headers = (description: string) =>
  ({
    type: 'object',
    patternProperties: { '^.*$': { type: 'string' } },
    description,
    examples: [{ 'x-team': 'search' }]
  }) as const

/** `litellm_params`: how one deployment is called. Keys that are not here go to the provider as its parameters. */
export const litellmParamsSchema = {
  type: 'object',
  required: ['model'],
  properties: {
    model: {
      type: 'string',
      minLength: 1,
      description:
        'Provider and model: "nvidia_nim/<model>", "nvidia_nim/ranking/<model>", "cohere/<model>", "local/lexical".',
      examples: ['nvidia_nim/nvidia/llama-nemotron-rerank-1b-v2', 'cohere/rerank-v3.5', 'local/lexical']
    },
    api_key: text('The provider\'s key; best written as "os.environ/NAME".'),
    api_base: text('Where the provider listens, if not at its own host: an absolute http(s) URL.'),
    base_url: text('Another name for api_base.'),
    headers: headers('Headers for every call to the provider.'),
    extra_headers: headers('More headers for every call; those in `headers` win.'),
    custom_llm_provider: text('The provider, where `model` does not begin with it.'),
    litellm_credential_name: text('An entry of credential_list whose values stand in for those missing here.'),
    timeout: {
      type: 'number',
      exclusiveMinimum: 0,
      maximum: longestTimeoutS,
      description: 'Seconds for one call to this deployment.'
    },
    weight: amount(
      'Share of the traffic among deployments of one order. Where none has one: by rpm, else tpm, else evenly.'
    ),
    order: amount('Lower is tried first; without one, after those that have one.'),
    max_retries: whole('Further attempts after one here failed.'),
    num_retries: whole('Further attempts after one here failed; wins over max_retries.'),
    rpm: whole('Requests a minute at most.'),
    tpm: whole('Tokens a minute at most.'),
    max_parallel_requests: { type: 'integer', minimum: 1, description: 'Calls at one time at most.' },
    cooldown_time: amount('Seconds of its first rest.'),
    input_cost_per_query: amount('US dollars for a search unit, where model_info does not say.'),
    input_cost_per_token: amount('US dollars for a token, where model_info does not say.'),
    tags: { type: 'array', items: { type: 'string' }, description: 'Tags for tag filtering.' }
  },
  description: 'How the deployment is called. Other keys go to the provider as its parameters, such as `truncate`.'
} as const satisfies Shape
