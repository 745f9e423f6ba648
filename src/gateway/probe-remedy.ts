import type { Deployment } from '../config/deployment.ts'
import type { ErrorCode, GatewayError } from '../errors/gateway-error.ts'

const remedyOfStatus: Readonly<Record<number, string>> = {
  400: 'check litellm_params.model, and rankgate.contract if the server speaks another of its wire contracts',
  401: 'check litellm_params.api_key',
  402: 'the account is out of credit: use another key',
  403: 'check litellm_params.api_key: the key is wrong, or its account may not use this model',
  404: 'check litellm_params.api_base and model: this address does not serve that model',
  405: 'check litellm_params.api_base: the address answers, but not to this route',
  410: 'the model has reached its end of life: choose its successor, or run it yourself and set api_base',
  422: 'check litellm_params.model, and rankgate.contract if the server speaks another of its wire contracts',
  429: 'the key or server is at its rate limit: wait, or add another deployment'
}

const remedyOfCode: Partial<Readonly<Record<ErrorCode, string>>> = {
  upstream_unreachable: 'check that the server runs and that litellm_params.api_base is its address',
  upstream_invalid_answer:
    'check litellm_params.api_base and rankgate.contract: what answers there does not speak this contract',
  timeout: 'the server accepts the call but does not finish: check its load and its log',
  upstream_failed: 'the provider has a fault of its own: look at its log or status page'
}

/** What a person should change when a probe failed so. */
export function probeRemedy(error: GatewayError, deployment: Deployment): string {
  if (error.code === 'not_ready') return deployment.missing ?? 'see the problem'
  return remedyOfStatus[error.status] ?? remedyOfCode[error.code] ?? 'see the problem'
}
