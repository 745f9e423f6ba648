import type { Report } from './report.ts'
import type { SettingPath } from './setting-path.ts'

/** Settings that are read and checked, and wait for the work that gives them an effect. That work deletes their rows. */
const noEffectYet: ReadonlySet<string> = new Set([
  'litellm_params.max_retries',
  'litellm_params.num_retries',
  'litellm_params.rpm',
  'litellm_params.tpm',
  'litellm_params.max_parallel_requests',
  'litellm_params.cooldown_time',
  'litellm_params.tags',
  'router_settings.routing_strategy',
  'router_settings.num_retries',
  'router_settings.retry_after',
  'router_settings.retry_policy',
  'router_settings.allowed_fails',
  'router_settings.allowed_fails_policy',
  'router_settings.cooldown_time',
  'router_settings.disable_cooldowns',
  'router_settings.fallbacks',
  'router_settings.default_fallbacks',
  'router_settings.max_fallbacks',
  'router_settings.enable_weighted_failover',
  'router_settings.enable_pre_call_checks',
  'router_settings.optional_pre_call_checks',
  'router_settings.enable_tag_filtering',
  'router_settings.tag_filtering_match_any',
  'router_settings.default_max_parallel_requests',
  'router_settings.redis_host',
  'router_settings.redis_port',
  'router_settings.redis_password',
  'router_settings.redis_url',
  'litellm_settings.num_retries',
  'litellm_settings.fallbacks',
  'litellm_settings.default_fallbacks',
  'litellm_settings.cache',
  'litellm_settings.cache_params',
  'litellm_settings.json_logs',
  'general_settings.max_response_size_mb',
  'general_settings.max_parallel_requests',
  'general_settings.global_max_parallel_requests',
  'general_settings.background_health_checks',
  'general_settings.health_check_interval',
  'general_settings.database_url'
])

/** One warning for each setting of a section that was read and is waiting for its effect. */
export function warnOfIdle(section: string, settings: object, path: SettingPath, report: Report): void {
  for (const key of Object.keys(settings)) {
    if (noEffectYet.has(`${section}.${key}`)) report.warn([...path, key], 'is read, but has no effect in this version')
  }
}
