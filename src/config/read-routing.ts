import { countByFailure } from './count-by-failure.ts'
import { readFallbacks } from './read-fallbacks.ts'
import type { Settings } from './read-settings.ts'
import type { Report } from './report.ts'
import type { ModelNames } from './resolve-model.ts'
import type { Hedge, Routing, Strategy } from './routing.ts'

/** LiteLLM's constant; its documentation also says 3. */
const defaultRetries = 2
/** The fifth failure in a row is one too many (promise P10). LiteLLM rests at the fourth within a minute. */
const defaultAllowedFails = 4
const defaultMaxFallbacks = 5
const defaultHedgeBudget = 0.05
const defaultHealthCheckS = 300

/** Reads `router_settings`, and what `litellm_settings`, `general_settings` and `rankgate` say of the same. */
export function readRouting(settings: Settings, names: ModelNames, report: Report): Routing {
  const { router, litellm } = settings
  warnOfChecks(router, report)
  const cooldownS = router.cooldown_time ?? litellm.cooldown_time
  return Object.freeze({
    strategy: readStrategy(router.routing_strategy, report),
    retries: router.num_retries ?? litellm.num_retries ?? defaultRetries,
    retriesByFailure: countByFailure(router.retry_policy, 'Retries'),
    retryAfterMs: Math.ceil((router.retry_after ?? 0) * 1000),
    allowedFails: router.allowed_fails ?? litellm.allowed_fails ?? defaultAllowedFails,
    allowedFailsByFailure: countByFailure(router.allowed_fails_policy, 'AllowedFails'),
    cooldownMs: cooldownS === undefined ? undefined : Math.ceil(cooldownS * 1000),
    hasCooldowns: router.disable_cooldowns !== true,
    ...readFallbacks(settings, names, report),
    maxFallbacks: router.max_fallbacks ?? litellm.max_fallbacks ?? defaultMaxFallbacks,
    hasTagFiltering: router.enable_tag_filtering ?? false,
    matchesAnyTag: router.tag_filtering_match_any ?? true,
    hedge: readHedge(settings.rankgate.hedge),
    healthCheckMs: readHealthCheckMs(settings.general)
  })
}

/** Rates are always held to; what else LiteLLM can check before a call is about chats. */
function warnOfChecks({ optional_pre_call_checks: checks = [] }: Settings['router'], report: Report): void {
  for (const [at, check] of checks.entries()) {
    if (check === 'enforce_model_rate_limits') continue
    report.warn(['router_settings', 'optional_pre_call_checks', at], `"${check}" is LiteLLM's and not used by rankgate`)
  }
}

function readStrategy(written: Settings['router']['routing_strategy'], report: Report): Strategy {
  if (written !== 'usage-based-routing') return written ?? 'simple-shuffle'
  const path = ['router_settings', 'routing_strategy']
  report.warn(path, '"usage-based-routing" is read as usage-based-routing-v2, which took its place')
  return 'usage-based-routing-v2'
}

function readHedge(written: Settings['rankgate']['hedge']): Hedge | undefined {
  if (written === undefined) return undefined
  return Object.freeze({ after: written.after ?? 'p95', budget: written.budget ?? defaultHedgeBudget })
}

function readHealthCheckMs({ background_health_checks, health_check_interval }: Settings['general']) {
  if (background_health_checks !== true) return undefined
  return Math.ceil((health_check_interval ?? defaultHealthCheckS) * 1000)
}
