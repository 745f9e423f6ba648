import type { Config } from './config/config.ts'
import { configFromValue, type LoadedConfig, loadConfig } from './config/load-config.ts'
import { createGateway as createServerlessGateway } from './gateway/gateway.ts'
import type { Environment } from './providers/provider.ts'
import { ConfigError } from './sdk/config-error.ts'
import { embed } from './sdk/embed.ts'
import type { EmbeddedGateway } from './sdk/embedded-gateway.ts'
import type { ProviderParams, RerankParams } from './sdk/rerank-params.ts'
import type { RerankResponse } from './sdk/rerank-response.ts'
import { createUpstream, type Upstream } from './upstream/upstream.ts'

export { type ErrorCode, GatewayError } from './errors/gateway-error.ts'
export { ConfigError } from './sdk/config-error.ts'
export type { EmbeddedGateway } from './sdk/embedded-gateway.ts'
export type { CacheControl, ProviderParams, RerankDocument, RerankParams } from './sdk/rerank-params.ts'
export type { RerankResponse, RerankResult } from './sdk/rerank-response.ts'
export type { PlanBody as RerankPlan, PlannedCall } from './server/dialects/plan-body.ts'

/** What `createGateway` takes: the path of a configuration file, or what would stand in it. */
export type GatewayConfig = string | Readonly<Record<string, unknown>>

/**
 * A gateway with a configuration of its own (LiteLLM's `model_list` and the rest), for many models and many calls.
 * @throws ConfigError with every fault at once
 */
export function createGateway(config: GatewayConfig): EmbeddedGateway {
  const options = { environment: doorless() }
  const loaded = typeof config === 'string' ? loadConfig({ file: config }, options) : configFromValue(config, options)
  return embed(createServerlessGateway(usable(loaded)))
}

/** Connections are kept over calls; idle ones do not keep the process alive. */
let sharedUpstream: Upstream | undefined

/**
 * Ranks documents with one model, without any configuration: `rerank({ model: 'nvidia_nim/nvidia/llama-nemotron-rerank-1b-v2',
 * query, documents })`. Address and key come from the parameters, or from the provider's environment variables as they
 * are at the time of the call.
 * @throws GatewayError with the `code`, `status` and `message` of the HTTP API
 * @throws ConfigError when `model`, `api_base` or a header cannot be used
 */
export async function rerank(
  params: RerankParams & ProviderParams & { readonly model: string }
): Promise<RerankResponse> {
  const { api_base, api_key, extra_headers, ...request } = params
  const litellm_params = { model: request.model, api_base, api_key, extra_headers, timeout: request.timeout }
  // Whoever calls this says that the model reranks, whatever its name.
  const entry = { model_name: request.model, litellm_params: defined(litellm_params), model_info: { mode: 'rerank' } }
  const value = { model_list: [entry] }
  sharedUpstream ??= createUpstream()
  const config = usable(configFromValue(value, { environment: doorless() }))
  return embed(createServerlessGateway(config, { upstream: sharedUpstream })).rerank(request)
}

/** The environment as it is now. Without a server there is no door, and no key to it. */
function doorless(): Environment {
  return { ...process.env, RANKGATE_MASTER_KEY: undefined, LITELLM_MASTER_KEY: undefined }
}

function usable(loaded: LoadedConfig): Config {
  if ('config' in loaded) return loaded.config
  throw new ConfigError(loaded.faults)
}

function defined(fields: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined))
}
