import t from 'tap'
import { litellmKeys, litellmKeysOf } from '../../src/config/litellm-keys.ts'
import { vocabularies } from '../../src/config/vocabularies.ts'

// The names in LiteLLM's own list of all settings (docs.litellm.ai/docs/proxy/config_settings).
const documented = {
  root: 'callback_settings guardrails mcp_servers vector_store_registry search_tools finetune_settings files_settings',
  litellmParams:
    'api_version organization stream_timeout region_name vertex_project aws_region_name mock_response drop_params',
  router: `content_policy_fallbacks context_window_fallbacks default_litellm_params default_priority polling_interval
    debug_level client_ttl cache_kwargs routing_strategy_args caching_groups alerting_config assistants_config set_verbose
    provider_budget_config model_group_retry_policy cache_responses router_general_settings
    deployment_affinity_ttl_seconds ignore_invalid_deployments search_tools guardrail_list stream_timeout redis_db`,
  litellm: `service_callbacks turn_off_message_logging modify_params enable_preview_features redact_user_api_key_info
    mcp_aliases langfuse_default_tags set_verbose force_ipv4 content_policy_fallbacks context_window_fallbacks
    disable_end_user_cost_tracking key_generation_settings disable_hf_tokenizer_download enable_json_schema_validation
    enable_key_alias_format_validation disable_copilot_system_to_assistant`,
  general: `completion_model disable_spend_logs disable_master_key_return disable_reset_budget enable_jwt_auth
    enforce_user_param allowed_routes key_management_system database_connection_pool_limit custom_auth
    infer_model_from_keys alerting alerting_threshold public_routes alert_types service_account_settings
    store_model_in_db supported_db_objects user_mcp_management_mode proxy_batch_write_at allowed_ips custom_sso
    litellm_key_header_name pass_through_endpoints forward_client_headers_to_llm_api user_api_key_cache_ttl`
} as const

t.test("LiteLLM's documented keys are known in every section", async (t) => {
  for (const [section, text] of Object.entries(documented)) {
    const { ours, litellm } = vocabularies[section as keyof typeof documented]
    const unknown = text.split(/\s+/).filter((key) => !litellm.has(key) && !ours.includes(key))
    t.strictSame(unknown, [], section)
  }
})

// Those of the proxy's example_config_yaml, as of LiteLLM 1.110.
const inExamples = {
  root: 'sandbox_tools search_tools policies',
  litellm: 'websearch_interception_params code_interpreter_interception_params mcp_semantic_tool_filter',
  general: `coordination_redis otel custom_team_metadata_validate team_metadata_validation_timeout
    team_metadata_validation_error_message use_redis_transaction_buffer`
} as const

t.test("the keys of LiteLLM's own examples are known", async (t) => {
  for (const [section, text] of Object.entries(inExamples)) {
    const { litellm } = vocabularies[section as keyof typeof inExamples]
    t.strictSame(
      text.split(/\s+/).filter((key) => !litellm.has(key)),
      [],
      section
    )
  }
})

t.test('keys are found by the name of their section or mapping; a section of ours has none', async (t) => {
  t.ok(litellmKeysOf('cache_params').has('s3_bucket_name'))
  t.strictSame([...litellmKeysOf('rankgate'), ...litellmKeysOf('__proto__')], [])
})

t.test('every key is written the way keys are', async (t) => {
  for (const keys of Object.values(litellmKeys)) {
    for (const key of keys) t.match(key, /^[a-zA-Z][\w-]*$/)
  }
})
