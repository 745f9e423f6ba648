import { longestTimeoutS } from './litellm-params.ts'
import type { Shape } from './shape.ts'

const flag = (description: string) => ({ type: 'boolean', description }) as const
const whole = (description: string) => ({ type: 'integer', minimum: 0, description }) as const
const seconds = (description: string) => ({ type: 'number', minimum: 0, description }) as const
const text = (description: string) => ({ type: 'string', description }) as const
const names = (description: string) => ({ type: 'array', items: { type: 'string' }, description }) as const

/** `retry_policy`: further attempts by how one failed, in LiteLLM's names of errors. */
const retryPolicySchema = {
  type: 'object',
  properties: {
    TimeoutErrorRetries: whole('After a timeout.'),
    RateLimitErrorRetries: whole('After a 429.'),
    AuthenticationErrorRetries: whole('After a 401 or 403.'),
    InternalServerErrorRetries: whole('After any other outage: 5xx, a lost connection, an answer that is none.')
  },
  description: 'Retries by kind of failure, where num_retries is not meant.',
  examples: [{ TimeoutErrorRetries: 0 }]
} as const satisfies Shape

/** `allowed_fails_policy`: failures in a row before a rest, by how they failed. */
const allowedFailsPolicySchema = {
  type: 'object',
  properties: {
    TimeoutErrorAllowedFails: whole('Timeouts.'),
    RateLimitErrorAllowedFails: whole('429s.'),
    AuthenticationErrorAllowedFails: whole('401s and 403s.'),
    InternalServerErrorAllowedFails: whole('Other outages: 5xx, lost connections, answers that are none.')
  },
  description: 'Allowed failures by kind, where allowed_fails is not meant.',
  examples: [{ TimeoutErrorAllowedFails: 10 }]
} as const satisfies Shape

/** `fallbacks`: a list of `{group: [groups]}`. */
export const fallbacksSchema = {
  type: 'array',
  items: { type: 'object', patternProperties: { '^.*$': { type: 'array', items: { type: 'string' } } } },
  description:
    'Groups to ask when a group fails: a list of {group: [groups]}. Besides groups: local/lexical, passthrough.',
  examples: [[{ rerank: ['rerank-backup'] }]]
} as const satisfies Shape

/** `model_group_alias`: a name to a group's name, or to `{model, hidden}`. */
const modelGroupAliasSchema = {
  type: 'object',
  patternProperties: {
    '^.*$': {
      anyOf: [
        { type: 'string', minLength: 1 },
        {
          type: 'object',
          required: ['model'],
          properties: { model: { type: 'string', minLength: 1 }, hidden: { type: 'boolean' } }
        }
      ]
    }
  },
  description: 'Other names of groups. A hidden one answers but is not listed.',
  examples: [{ 'rerank-default': 'rerank' }]
} as const satisfies Shape

/** `router_settings`: which deployment is asked, and what happens when it fails. */
export const routerSettingsSchema = {
  type: 'object',
  properties: {
    model_group_alias: modelGroupAliasSchema,
    timeout: {
      type: 'number',
      exclusiveMinimum: 0,
      maximum: longestTimeoutS,
      description: 'Seconds for a whole request. Default 60.'
    },
    routing_strategy: {
      enum: [
        'simple-shuffle',
        'least-busy',
        'usage-based-routing',
        'usage-based-routing-v2',
        'latency-based-routing',
        'cost-based-routing'
      ],
      description: 'How a deployment is chosen among equals. Default simple-shuffle.'
    },
    num_retries: whole('Further attempts of a request that failed. Default 2.'),
    retry_after: seconds('Least seconds before the same deployment is asked again. Default 0.'),
    retry_policy: retryPolicySchema,
    allowed_fails: whole('Failures in a row that a deployment may have before it rests. Default 4.'),
    allowed_fails_policy: allowedFailsPolicySchema,
    cooldown_time: seconds('Seconds of the first rest; it grows from rest to rest. Default: by kind of failure.'),
    disable_cooldowns: flag('Never let a deployment rest.'),
    fallbacks: fallbacksSchema,
    default_fallbacks: names('Groups to ask when a group without fallbacks of its own fails.'),
    max_fallbacks: whole('Groups that one request asks after its own at most. Default 5.'),
    enable_weighted_failover: flag('Choose by weight among what is left after a failure: always so here.'),
    enable_pre_call_checks: flag('Check limits before a call: always so here.'),
    optional_pre_call_checks: names('Further checks before a call; enforce_model_rate_limits is always done here.'),
    enable_tag_filtering: flag('Choose deployments by tag.'),
    tag_filtering_match_any: flag('Whether one common tag is enough. Default true.'),
    default_max_parallel_requests: {
      type: 'integer',
      minimum: 1,
      description: 'Calls at one time to a deployment that does not say.'
    },
    redis_url: text('The Redis that processes share, as one URL: redis://user:password@host:port/database.'),
    redis_host: text('Its host.'),
    redis_port: { type: 'integer', minimum: 1, maximum: 65_535, description: 'Its port. Default 6379.' },
    redis_username: text('Its user.'),
    redis_password: text('Its password; best written as "os.environ/NAME".'),
    redis_db: { type: 'integer', minimum: 0, description: 'The number of its database. Default 0.' },
    redis_ssl: flag('Speak TLS with it.')
  },
  description: 'Which deployment is asked, and what happens when it fails.'
} as const satisfies Shape
