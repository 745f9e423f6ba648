/**
 * Keys that LiteLLM knows and rankgate does not use, by section (docs.litellm.ai/docs/proxy/config_settings, the proxy's
 * feature pages, and the fields of its router types). Where one of them gets an effect it moves to a schema.
 */
export const litellmKeys = {
  '': keys(`
    callback_settings mcp_servers mcp_tools mcp_aliases mcp_semantic_tool_filter guardrails guardrail_list prompts
    vector_store_registry vector_stores search_tools finetune_settings files_settings assistant_settings policies
    policy_attachments agent_list agents a2a_agents team_settings default_team_settings key_management_settings skills
    plugins tag_list model_group_settings claude_code_plugins sso_settings ui_settings rag_settings evals worker_registry
    tool_policies access_groups budgets organizations customers sandbox_tools
  `),
  model_list: keys(`
    model_id access_groups tpm rpm timeout priority blocked created_at updated_at created_by updated_by team_id
  `),
  litellm_params: keys(`
    api_version organization stream_timeout region_name output_cost_per_token input_cost_per_second
    output_cost_per_second input_cost_per_character output_cost_per_character input_cost_per_image
    output_cost_per_image input_cost_per_pixel output_cost_per_pixel input_cost_per_audio_token
    output_cost_per_audio_token output_cost_per_reasoning_token input_cost_per_token_batches
    output_cost_per_token_batches cache_creation_input_token_cost cache_read_input_token_cost
    input_cost_per_token_above_128k_tokens input_cost_per_token_above_200k_tokens
    output_cost_per_token_above_128k_tokens output_cost_per_token_above_200k_tokens tiered_pricing citation_cost_per_token
    search_context_cost_per_query vertex_project vertex_location vertex_credentials vertex_ai_project vertex_ai_location
    vertex_ai_credentials gcs_bucket_name aws_access_key_id aws_secret_access_key aws_session_token aws_region_name
    aws_session_name aws_profile_name aws_role_name aws_web_identity_token aws_sts_endpoint aws_external_id
    aws_bedrock_runtime_endpoint aws_bedrock_project_id aws_batch_role_arn s3_bucket_name s3_region_name
    s3_encryption_key_id s3_output_bucket_name bedrock_tags watsonx_region_name project_id space_id azure_ad_token
    azure_ad_token_provider azure_scope azure_username azure_password azure_credential azure_authority_host
    azure_federated_token_file tenant_id client_id client_secret deployment_id configurable_clientside_auth_params
    litellm_trace_id max_file_size_mb default_api_key_tpm_limit default_api_key_rpm_limit itpm otpm max_budget
    budget_duration keepalive_seconds allow_client_keepalive_override use_in_pass_through use_litellm_proxy
    use_chat_completions_api use_xai_oauth merge_reasoning_content_in_choices model_info mock_response
    mock_tool_calls mock_timeout mock_delay tag_regex auto_router_config_path auto_router_config
    auto_router_default_model auto_router_embedding_model auto_router_max_input_chars complexity_router_config
    complexity_router_default_model adaptive_router_config adaptive_router_default_model quality_router_config
    quality_router_default_model vector_store_id vector_store_ids milvus_text_field milvus_db_name
    milvus_partition_names valkey_host valkey_port valkey_password valkey_ssl valkey_text_field valkey_embedding_field
    drop_params additional_drop_params allowed_openai_params modify_params vector_bucket_name index_name embedding_model
    guardrails prompt_id prompt_variables prompt_label prompt_version dotprompt_content dotprompt_directory
    cache_control_injection_points knowledge_bases langfuse_public_key langfuse_secret langfuse_secret_key
    langfuse_host langfuse_prompt_version gcs_path_service_account turn_off_message_logging no-log metadata caching
    cache_key ttl cache custom_prompt_dict roles initial_prompt_value final_prompt_value bos_token eos_token
    supports_system_message hf_model_name ssl_verify ssl_certificate client fallbacks context_window_fallback_dict
    content_policy_fallbacks context_window_fallbacks preset_cache_key no_log proxy_server_request preset_model_info
    temperature top_p n max_tokens max_completion_tokens stream stream_options stop presence_penalty frequency_penalty
    logit_bias logprobs top_logprobs seed tools tool_choice functions function_call parallel_tool_calls response_format
    user reasoning_effort thinking modalities prediction audio service_tier safety_identifier verbosity store
    web_search_options input_type dimensions encoding_format extra_body extra_query keep_alive num_ctx format voice
    response_mime_type safety_settings enable_json_schema_validation api_type force_timeout logger_fn verbose
    text_completion input_cost custom_tokenizer model_alias_map completion_call_id litellm_call_id hosted_vllm_params
    tokenizer
  `),
  model_info: keys(`
    model model_name model_id key name created_at updated_at created_by updated_by db_model team_id
    team_public_model_name access_groups tier max_tokens max_input_tokens max_output_tokens max_query_tokens
    health_check_model health_check_timeout health_check_max_tokens health_check_voice disable_background_health_check
    supported_environments litellm_provider metadata description
  `),
  router_settings: keys(`
    redis_startup_nodes cache_responses cache_kwargs caching_groups client_ttl
    content_policy_fallbacks context_window_fallbacks stream_timeout max_retries default_litellm_params default_priority
    polling_interval debug_level set_verbose routing_strategy_args routing_groups model_group_retry_policy
    alerting_config assistants_config provider_budget_config router_general_settings ignore_invalid_deployments
    deployment_affinity_ttl_seconds search_tools guardrail_list enable_pre_call_check enable_health_check_routing
    health_check_staleness_threshold health_check_ignore_transient_errors model_list tag_routing_prefix
    optional_callbacks semantic_router_config auto_router_configs disable_fallbacks background_health_check_model
    enforce_model_rate_limits model_name_to_group
  `),
  litellm_settings: keys(`
    service_callback service_callbacks audit_log_callbacks input_callback post_call_rules pre_call_rules drop_params
    modify_params set_verbose turn_off_message_logging redact_user_api_key_info redact_messages_in_exceptions
    langfuse_default_tags force_ipv4 ssl_verify ssl_certificate ssl_security_level ssl_ecdh_curve aiohttp_trust_env
    disable_aiohttp_transport use_aiohttp_transport enable_preview_features context_window_fallbacks
    content_policy_fallbacks max_budget budget_duration max_internal_user_budget
    internal_user_budget_duration max_end_user_budget max_end_user_budget_id max_user_budget default_internal_user_params
    default_team_params default_team_settings default_key_generate_params upperbound_key_generate_params
    key_generation_settings default_max_internal_user_budget default_in_memory_ttl default_redis_ttl
    default_redis_batch_cache_expiry enable_redis_auth_cache redis_auth_cache enable_json_schema_validation
    enable_key_alias_format_validation mcp_aliases mcp_semantic_tool_filter require_auth_for_metrics_endpoint
    prometheus_metrics_config prometheus_initialize_budget_metrics custom_prometheus_metadata_labels
    custom_prometheus_tags enable_end_user_cost_tracking_prometheus_only disable_end_user_cost_tracking
    disable_end_user_cost_tracking_prometheus_only disable_token_counter disable_hf_tokenizer_download
    disable_add_transform_inline_image_block disable_copilot_system_to_assistant disable_add_prefix_to_prompt
    disable_streaming_logging disable_add_user_agent_to_request_tags disable_stop_sequence_limit
    use_chat_completions_url_for_anthropic_messages cost_discount_config cost_margin_config priority_reservation
    priority_reservation_settings generic_api_compatible_callbacks datadog_params datadog_llm_observability_params
    datadog_use_v1 s3_callback_params aws_sqs_callback_params gcs_pub_sub_use_v1 gcs_callback_params
    arize_params vector_store_registry tag_budget_config model_group_settings public_model_groups
    public_model_groups_links public_mcp_servers public_agent_groups model_alias_map guardrails custom_provider_map
    default_guardrails banned_keywords_list blocked_user_list llamaguard_model_name llamaguard_unsafe_content_categories
    llm_guard_mode google_moderation_confidence_threshold presidio_ad_hoc_recognizers output_parse_pii
    global_disable_no_log_param forward_traceparent_to_llm_provider network_mock add_function_to_prompt telemetry
    suppress_debug_info log_raw_request_response store_audit_logs success_handler anthropic_beta_headers_url
    anthropic_api_key openai_api_key api_key api_base organization headers max_tokens temperature token retry
    num_retries_per_request request_retries return_response_headers include_cost_in_streaming_usage
    cache_control_injection_points model_cost_map_url cohere_rerank_version dynamic_callbacks
    proactive_redis_sentinel default_fallback_model timeout rpm tpm credential_list ui_theme_config
    reasoning_auto_summary route_all_chat_openai_to_responses store_prompts_in_spend_logs local_model_cost_map
    user_url_validation background_streaming_cost_callbacks compact_mcp_tools websearch_interception_params
    code_interpreter_interception_params
  `),
  cache_params: keys(`
    default_in_memory_ttl default_in_redis_ttl max_connections redis_flush_size
    redis_startup_nodes sentinel_nodes sentinel_password service_name socket_timeout socket_connect_timeout
    socket_keepalive retry_on_timeout health_check_interval ssl_cert_reqs ssl_ca_certs ssl_certfile ssl_keyfile
    ssl_check_hostname ssl_context startup_nodes gcp_service_account gcp_ssl_ca_certs aws_iam_redis_auth
    azure_redis_ad_token similarity_threshold redis_semantic_cache_use_async redis_semantic_cache_embedding_model
    redis_semantic_cache_index_name valkey_semantic_cache_embedding_model valkey_semantic_cache_index_name
    embedding_model qdrant_api_base qdrant_api_key qdrant_collection_name qdrant_quantization_config
    qdrant_semantic_cache_embedding_model qdrant_semantic_cache_vector_size s3_bucket_name s3_region_name
    s3_api_version s3_use_ssl s3_verify s3_endpoint_url s3_aws_access_key_id s3_aws_secret_access_key
    s3_aws_session_token s3_config s3_path gcs_bucket_name gcs_path gcs_path_service_account disk_cache_dir
    azure_account_url azure_blob_container enable_caching_on_provider_specific_optional_params max_size_in_memory
    max_size_per_item
  `),
  retry_policy: keys(`
    BadRequestErrorRetries ContentPolicyViolationErrorRetries NotFoundErrorRetries
  `),
  allowed_fails_policy: keys(`
    BadRequestErrorAllowedFails ContentPolicyViolationErrorAllowedFails NotFoundErrorAllowedFails
  `),
  general_settings: keys(`
    completion_model embedding_model image_generation_model moderation_model audio_transcription_model
    disable_spend_logs disable_spend_updates disable_error_logs disable_master_key_return
    disable_retry_on_max_parallel_request_limit_error disable_reset_budget disable_adding_master_key_hash_to_db
    disable_responses_id_security disable_prisma_schema_update disable_budget_reservation disable_load_dotenv
    enable_jwt_auth enable_oauth2_auth enable_oauth2_proxy_auth enforce_user_param reject_clientside_metadata_tags
    allowed_routes public_routes admin_only_routes enforced_params key_management_system key_management_settings
    use_azure_key_vault use_google_kms use_aws_secret_manager database_connection_pool_limit
    database_connection_timeout database_type database_args database_disable_prepared_statements
    database_extra_connection_params allow_requests_on_db_unavailable custom_auth custom_auth_run_common_checks
    custom_auth_settings custom_key_generate custom_key_update custom_sso custom_ui_sso_sign_in_handler custom_swagger
    infer_model_from_keys health_check_details health_check_concurrency health_check_max_tokens
    enable_health_check_routing health_check_staleness_threshold health_check_ignore_transient_errors
    health_check_skip_disabled_background_models use_shared_health_check shared_health_check_ttl alerting
    alerting_threshold alerting_args alert_types alert_to_webhook_url email_settings spend_report_frequency
    use_client_credentials_pass_through_routes pass_through_endpoints pass_through_request_timeout
    forward_client_headers_to_llm_api forward_llm_provider_auth_headers forward_openai_org_id use_x_forwarded_for
    trusted_proxy_ranges mcp_internal_ip_ranges mcp_trusted_proxy_ranges mcp_client_side_auth_header_name
    service_account_settings store_model_in_db supported_db_objects store_prompts_in_spend_logs
    always_include_stream_usage user_mcp_management_mode proxy_budget_rescheduler_min_time
    proxy_budget_rescheduler_max_time proxy_batch_write_at proxy_batch_polling_interval proxy_config_refresh_interval
    allowed_ips default_team_disabled allow_user_auth allow_client_side_credentials user_api_key_cache_ttl
    user_header_name user_header_mappings litellm_key_header_name litellm_jwtauth litellm_license ui_access_mode
    oauth2_config_mappings maximum_spend_logs_retention_period maximum_spend_logs_retention_interval
    maximum_spend_logs_cleanup_cron role_permissions environment_key enable_public_model_hub block_robots
    include_call_id_in_error_body allow_cors_credentials cors_allowed_origins coordinator_redis
    use_redis_transaction_buffer use_redis_daily_spend_buffer budget_alert_ttl budget_duration max_budget proxy_logout_url
    proxy_base_url server_root_path response_headers_to_forward search_tools tag_budget_enforcement auto_redirect_ui_login_to_sso
    enable_mcp_registry mcp_required_fields maximum_audit_logs_retention_period token_rate_limit_type
    enable_key_alias_format_validation otel_enabled key_rotation_enabled ui_username ui_password
    disable_env_credentials health_check_model websocket_max_size user_api_key_cache_max_size
    require_end_user_mapping control_plane_url worker_registry coordination_redis otel custom_team_metadata_validate
    team_metadata_validation_timeout team_metadata_validation_error_message
  `)
} as const satisfies Record<string, ReadonlySet<string>>

const known: ReadonlyMap<string, ReadonlySet<string>> = new Map(Object.entries(litellmKeys))

/** The keys of a section, or of a mapping in one, that LiteLLM knows and rankgate does not use. */
export function litellmKeysOf(section: string): ReadonlySet<string> {
  return known.get(section) ?? new Set()
}

function keys(text: string): ReadonlySet<string> {
  return new Set(text.trim().split(/\s+/))
}
