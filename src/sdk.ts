import { BufferPool } from './buffers/buffer-pool.ts'
import type { Config } from './config/config.ts'
import { configFromValue, type LoadedConfig, loadConfig } from './config/load-config.ts'
import { longestTimeoutS } from './config/schema/litellm-params.ts'
import { GatewayError } from './errors/gateway-error.ts'
import { createGateway as createServerlessGateway, type Gateway, maxKeptBytes } from './gateway/gateway.ts'
import { originsInUse } from './gateway/origins-in-use.ts'
import type { Environment } from './providers/provider.ts'
import { type CallModels, callConfiguration } from './sdk/call-configuration.ts'
import { callFaults } from './sdk/call-faults.ts'
import { ConfigError } from './sdk/config-error.ts'
import { embed } from './sdk/embed.ts'
import type { EmbeddedGateway } from './sdk/embedded-gateway.ts'
import { paramsObject } from './sdk/params-object.ts'
import { RecentGateways } from './sdk/recent-gateways.ts'
import type { ProviderParams, RerankParams } from './sdk/rerank-params.ts'
import type { RerankResponse } from './sdk/rerank-response.ts'
import { longestModelName } from './server/dialects/cohere-fields.ts'
import { createUpstream } from './upstream/upstream.ts'

export { type ErrorCode, GatewayError } from './errors/gateway-error.ts'
export { ConfigError } from './sdk/config-error.ts'
export type { EmbeddedGateway } from './sdk/embedded-gateway.ts'
export type { CacheControl, ProviderParams, RerankDocument, RerankParams } from './sdk/rerank-params.ts'
export type { RerankResponse, RerankResult } from './sdk/rerank-response.ts'
export type { PlanBody as RerankPlan, PlannedCall } from './server/dialects/plan-body.ts'

/**
 * What `createGateway` takes: the path of a configuration file, or what would stand in it. Any object, so that yours may be
 * typed by an interface; its content is checked when called.
 */
export type GatewayConfig = string | object

/**
 * A gateway with a configuration of its own (LiteLLM's `model_list` and the rest), for many models and many calls.
 * @throws ConfigError with every fault at once
 */
export function createGateway(config: GatewayConfig): EmbeddedGateway {
  const options = { environment: doorless() }
  const loaded = typeof config === 'string' ? loadConfig({ file: config }, options) : configFromValue(config, options)
  return embed(createServerlessGateway(usable(loaded)))
}

/** As configured where nothing is. */
const defaultTimeoutS = 60
/** Of `rerank`: more than a program has models and keys, and few enough for the keys of many users not to pile up. */
const mostGateways = 64

let sharedGateways: RecentGateways | undefined

/**
 * Ranks documents with one model, without any configuration: `rerank({ model: 'nvidia_nim/nvidia/llama-nemotron-rerank-1b-v2',
 * query, documents })`. Address and key come from the parameters, or from the provider's environment variables as they
 * are at the time of the call; those of `fallbacks` from the environment alone.
 * @throws GatewayError with the `code`, `status` and `message` of the HTTP API; `client_closed` when `signal` ended the call
 * @throws ConfigError when `model`, a fallback, `api_base`, `api_key` or a header cannot be used
 */
export async function rerank(
  params: RerankParams & ProviderParams & { readonly model: string }
): Promise<RerankResponse> {
  const { api_base, api_key, extra_headers, ...request } = paramsObject(params, 'rerank')
  const timeout = request.timeout ?? defaultTimeoutS
  // Before a gateway is made and kept for it; what is no string is refused by its configuration.
  if (String(request.model).length > longestModelName) throw tooLongName()
  if (timeout > longestTimeoutS && Number.isFinite(timeout)) throw tooLong(timeout)
  return embed(gatewayOf(params)).rerank({ ...request, timeout })
}

function gatewayOf(call: CallModels): Gateway {
  sharedGateways ??= recentGateways()
  try {
    return sharedGateways.of(callConfiguration(call), doorless())
  } catch (error) {
    throw error instanceof ConfigError ? new ConfigError(callFaults(error.faults, call)) : error
  }
}

/** Connections and buffers are those of all; idle connections do not keep the process alive. */
function recentGateways(): RecentGateways {
  const upstream = createUpstream()
  const buffers = new BufferPool({ maxKeptBytes })
  return new RecentGateways({
    mostKept: mostGateways,
    make: (value, environment) =>
      createServerlessGateway(usable(configFromValue(value, { environment })), { upstream, buffers }),
    dropped: (left) => upstream.retire(new Set(left.flatMap(({ config }) => [...originsInUse(config)])))
  })
}

function tooLongName(): GatewayError {
  const message = `model: must be at most ${longestModelName} characters long`
  return new GatewayError('invalid_request', message, { param: 'model' })
}

function tooLong(timeout: number): GatewayError {
  const message = `timeout: must be a number of seconds up to ${longestTimeoutS}, not ${timeout}`
  return new GatewayError('invalid_request', message, { param: 'timeout' })
}

/** The environment as it is now. Without a server there is no door, and no key to it. */
function doorless(): Environment {
  return { ...process.env, RANKGATE_MASTER_KEY: undefined, LITELLM_MASTER_KEY: undefined }
}

function usable(loaded: LoadedConfig): Config {
  if ('config' in loaded) return loaded.config
  throw new ConfigError(loaded.faults)
}
