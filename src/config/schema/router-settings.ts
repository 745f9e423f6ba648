import { longestTimeoutS } from './litellm-params.ts'
import type { Shape } from './shape.ts'

const flag = (description: string) => ({ type: 'boolean', description }) as const
const whole = (description: string) => ({ type: 'integer', minimum: 0, description }) as const
const seconds = (description: string) => ({ type: 'number', minimum: 0, description }) as const
const text = (description: string) => ({ type: 'string', description }) as const
const names = (description: string) => ({ type: 'array', items: { type: 'string' }, description }) as const
const counts = (description: string) =>
  ({ type: 'object', patternProperties: { '^.*$': { type: 'integer', minimum: 0 } }, description }) as const

/** `fallbacks`: a list of `{group: [groups]}`. */
export const fallbacksSchema = {
  type: 'array',
  items: { type: 'object', patternProperties: { '^.*$': { type: 'array', items: { type: 'string' } } } },
  description: 'Groups to ask when a group fails: a list of {group: [groups]}.',
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
    num_retries: whole('Retries of a failed request.'),
    retry_after: seconds('Least seconds between retries.'),
    retry_policy: counts('Retries by kind of failure.'),
    allowed_fails: whole('Failures in a minute before a deployment rests.'),
    allowed_fails_policy: counts('Allowed failures by kind.'),
    cooldown_time: seconds('Seconds of rest.'),
    disable_cooldowns: flag('Never let a deployment rest.'),
    fallbacks: fallbacksSchema,
    default_fallbacks: names('Groups to ask when any group fails.'),
    max_fallbacks: whole('Most fallbacks of one request.'),
    enable_weighted_failover: flag('Choose by weight among what is left after a failure.'),
    enable_pre_call_checks: flag('Check limits before a call.'),
    optional_pre_call_checks: names('Further checks before a call.'),
    enable_tag_filtering: flag('Choose deployments by tag.'),
    tag_filtering_match_any: flag('Whether one common tag is enough.'),
    default_max_parallel_requests: whole('Calls at one time to a deployment that does not say.'),
    redis_host: text('Host of the Redis that workers share.'),
    redis_port: { type: 'integer', minimum: 1, maximum: 65_535, description: "Redis's port." },
    redis_password: text("Redis's password."),
    redis_url: text('Redis as one URL.')
  },
  description: 'Which deployment is asked, and what happens when it fails.'
} as const satisfies Shape
