/** A flag of LiteLLM's that rankgate has no use for. */
interface LitellmFlag {
  /** Whether a value follows, as `parseArgs` puts it. */
  readonly type: 'boolean' | 'string'
  readonly short?: string
  /** What does here what the flag does there. */
  readonly instead?: string
  /** Whether LiteLLM starts no server with it: to start one nevertheless would leave a job running for good. */
  readonly endsStart?: true
}

const option: LitellmFlag = { type: 'boolean' }
const value: LitellmFlag = { type: 'string' }
const model: LitellmFlag = { type: 'string', instead: 'write model_list in the configuration' }
const tls: LitellmFlag = { type: 'string', instead: 'for TLS put a proxy in front' }
const probe: LitellmFlag = { type: 'boolean', endsStart: true, instead: 'write rankgate probe' }
const check: LitellmFlag = { type: 'boolean', endsStart: true, instead: 'write rankgate check' }

/** The command line of LiteLLM's proxy (litellm/proxy/proxy_cli.py), without the flags that are ours too. */
export const litellmFlags: Readonly<Record<string, LitellmFlag>> = {
  add_function_to_prompt: option,
  add_key: value,
  alias: model,
  api_base: model,
  api_version: value,
  azure_postgresql_auth: option,
  ciphers: tls,
  drop_params: option,
  enforce_prisma_migration_check: option,
  granian_threads: value,
  headers: model,
  health: probe,
  iam_token_db_auth: option,
  keepalive_timeout: value,
  limit_concurrency: { type: 'string', instead: 'set rankgate.overload.max_in_flight' },
  local: option,
  log_config: value,
  max_budget: value,
  max_requests_before_restart: value,
  max_requests_before_restart_jitter: value,
  max_tokens: value,
  model: { ...model, short: 'm' },
  num_requests: value,
  prometheus_metrics_port: value,
  reload: { type: 'boolean', instead: 'set rankgate.reload: true' },
  // There it bounds completions alone; a rerank waits 6000 s.
  request_timeout: { type: 'string', instead: 'set router_settings.timeout' },
  run_granian: option,
  run_gunicorn: option,
  run_hypercorn: option,
  save: option,
  skip_server_startup: check,
  ssl_certfile_path: tls,
  ssl_keyfile_path: tls,
  telemetry: value,
  temperature: value,
  test: probe,
  test_async: option,
  timeout_worker_healthcheck: value,
  use_legacy_migration_resolver: option,
  use_prisma_db_push: option,
  use_queue: option,
  use_v2_migration_resolver: option,
  validate_config: check
}
