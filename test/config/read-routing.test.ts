import t from 'tap'
import { readRouting } from '../../src/config/read-routing.ts'
import { givenSettings } from './given-settings.ts'

const none = { deployments: [], groups: new Map(), aliases: new Map(), wildcards: [], skipped: new Map() }

function read(root: object) {
  const { settings, report, faults, warnings } = givenSettings(root)
  return { routing: readRouting(settings, none, report), faults: faults(), warnings: warnings() }
}

t.test('what nobody says has a default', async (t) => {
  const { routing, warnings } = read({})
  t.strictSame(routing, {
    strategy: 'simple-shuffle',
    retries: 2,
    retriesByFailure: {},
    retryAfterMs: 0,
    allowedFails: 4,
    allowedFailsByFailure: {},
    cooldownMs: undefined,
    hasCooldowns: true,
    fallbacks: new Map(),
    defaultFallbacks: [],
    maxFallbacks: 5,
    hasTagFiltering: false,
    matchesAnyTag: true,
    hedge: undefined,
    healthCheckMs: undefined
  })
  t.strictSame(warnings, [])
})

t.test('everything that can be said is heard', async (t) => {
  const { routing, faults, warnings } = read({
    router_settings: {
      routing_strategy: 'least-busy',
      num_retries: '1',
      retry_after: 0.25,
      retry_policy: { TimeoutErrorRetries: 0 },
      allowed_fails: 0,
      allowed_fails_policy: { RateLimitErrorAllowedFails: 9 },
      cooldown_time: 1.5,
      disable_cooldowns: true,
      default_fallbacks: ['passthrough'],
      max_fallbacks: 1,
      enable_tag_filtering: true,
      tag_filtering_match_any: false
    },
    general_settings: { background_health_checks: true, health_check_interval: 0.5 },
    rankgate: { hedge: { after: 250, budget: 0.1 } }
  })
  t.strictSame([...faults, ...warnings], [])
  t.strictSame(routing, {
    strategy: 'least-busy',
    retries: 1,
    retriesByFailure: { timeout: 0 },
    retryAfterMs: 250,
    allowedFails: 0,
    allowedFailsByFailure: { rate_limited: 9 },
    cooldownMs: 1500,
    hasCooldowns: false,
    fallbacks: new Map(),
    defaultFallbacks: ['passthrough'],
    maxFallbacks: 1,
    hasTagFiltering: true,
    matchesAnyTag: false,
    hedge: { after: 250, budget: 0.1 },
    healthCheckMs: 500
  })
})

t.test('litellm_settings count where router_settings do not say', async (t) => {
  const litellm_settings = { num_retries: 7, allowed_fails: 8, cooldown_time: 9, max_fallbacks: 10 }
  const counted = { retries: 7, allowedFails: 8, cooldownMs: 9000, maxFallbacks: 10 }
  t.match(read({ litellm_settings }).routing, counted)
  const router_settings = { num_retries: 0, allowed_fails: 1, cooldown_time: 2, max_fallbacks: 3 }
  t.match(read({ litellm_settings, router_settings }).routing, {
    retries: 0,
    allowedFails: 1,
    cooldownMs: 2000,
    maxFallbacks: 3
  })
})

t.test('what is switched on without more has the usual numbers', async (t) => {
  const { routing } = read({ rankgate: { hedge: {} }, general_settings: { background_health_checks: true } })
  t.strictSame(routing.hedge, { after: 'p95', budget: 0.05 })
  t.equal(routing.healthCheckMs, 300_000)
  t.equal(read({ general_settings: { health_check_interval: 5 } }).routing.healthCheckMs, undefined)
})

t.test("LiteLLM's old strategy is read as its successor, and its checks of chats are not used", async (t) => {
  const { routing, warnings } = read({
    router_settings: {
      routing_strategy: 'usage-based-routing',
      optional_pre_call_checks: ['enforce_model_rate_limits', 'prompt_caching']
    }
  })
  t.equal(routing.strategy, 'usage-based-routing-v2')
  t.strictSame(warnings, [
    'f router_settings.optional_pre_call_checks[1]: "prompt_caching" is LiteLLM\'s and not used by rankgate',
    'f router_settings.routing_strategy: "usage-based-routing" is read as usage-based-routing-v2, which took its place'
  ])
})
