import Type from 'typebox'
import { longestTimeoutS } from './litellm-params.ts'

const flag = (description: string) => Type.Optional(Type.Boolean({ description }))
const whole = (description: string) => Type.Optional(Type.Integer({ minimum: 0, description }))
const seconds = (description: string) => Type.Optional(Type.Number({ minimum: 0, description }))
const names = (description: string) => Type.Optional(Type.Array(Type.String(), { description }))

/** `fallbacks`: a list of `{group: [groups]}`. */
export const fallbacksSchema = Type.Array(Type.Record(Type.String(), Type.Array(Type.String())), {
  description: 'Groups to ask when a group fails: a list of {group: [groups]}.',
  examples: [[{ rerank: ['rerank-backup'] }]]
})

/** `model_group_alias`: a name to a group's name, or to `{model, hidden}`. */
const modelGroupAliasSchema = Type.Record(
  Type.String(),
  Type.Union([
    Type.String({ minLength: 1 }),
    Type.Object({ model: Type.String({ minLength: 1 }), hidden: Type.Optional(Type.Boolean()) })
  ]),
  {
    description: 'Other names of groups. A hidden one answers but is not listed.',
    examples: [{ 'rerank-default': 'rerank' }]
  }
)

/** `router_settings`: which deployment is asked, and what happens when it fails. */
export const routerSettingsSchema = Type.Object(
  {
    model_group_alias: Type.Optional(modelGroupAliasSchema),
    timeout: Type.Optional(
      Type.Number({
        exclusiveMinimum: 0,
        maximum: longestTimeoutS,
        description: 'Seconds for a whole request. Default 60.'
      })
    ),
    routing_strategy: Type.Optional(
      Type.Enum(
        [
          'simple-shuffle',
          'least-busy',
          'usage-based-routing',
          'usage-based-routing-v2',
          'latency-based-routing',
          'cost-based-routing'
        ],
        { description: 'How a deployment is chosen among equals. Default simple-shuffle.' }
      )
    ),
    num_retries: whole('Retries of a failed request.'),
    retry_after: seconds('Least seconds between retries.'),
    retry_policy: Type.Optional(
      Type.Record(Type.String(), Type.Integer({ minimum: 0 }), { description: 'Retries by kind of failure.' })
    ),
    allowed_fails: whole('Failures in a minute before a deployment rests.'),
    allowed_fails_policy: Type.Optional(
      Type.Record(Type.String(), Type.Integer({ minimum: 0 }), { description: 'Allowed failures by kind.' })
    ),
    cooldown_time: seconds('Seconds of rest.'),
    disable_cooldowns: flag('Never let a deployment rest.'),
    fallbacks: Type.Optional(fallbacksSchema),
    default_fallbacks: names('Groups to ask when any group fails.'),
    max_fallbacks: whole('Most fallbacks of one request.'),
    enable_weighted_failover: flag('Choose by weight among what is left after a failure.'),
    enable_pre_call_checks: flag('Check limits before a call.'),
    optional_pre_call_checks: names('Further checks before a call.'),
    enable_tag_filtering: flag('Choose deployments by tag.'),
    tag_filtering_match_any: flag('Whether one common tag is enough.'),
    default_max_parallel_requests: whole('Calls at one time to a deployment that does not say.'),
    redis_host: Type.Optional(Type.String({ description: 'Host of the Redis that workers share.' })),
    redis_port: Type.Optional(Type.Integer({ minimum: 1, maximum: 65_535, description: "Redis's port." })),
    redis_password: Type.Optional(Type.String({ description: "Redis's password." })),
    redis_url: Type.Optional(Type.String({ description: 'Redis as one URL.' }))
  },
  { description: 'Which deployment is asked, and what happens when it fails.' }
)
