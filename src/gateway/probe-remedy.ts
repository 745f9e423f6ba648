import type { Deployment } from '../config/deployment.ts'
import type { ErrorCode, GatewayError } from '../errors/gateway-error.ts'
import { codeOf, UpstreamError } from '../upstream/upstream-error.ts'

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

const unknownAuthority =
  'who signed its certificate is not known here: name the file with the certificate of that authority in the environment variable NODE_EXTRA_CA_CERTS, and start anew'

const noTls = 'TLS with the server could not be set up: check its log, and that litellm_params.api_base is its address'

const remedyOfSystemCode: Readonly<Record<string, string>> = {
  DEPTH_ZERO_SELF_SIGNED_CERT: unknownAuthority,
  SELF_SIGNED_CERT_IN_CHAIN: unknownAuthority,
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: unknownAuthority,
  UNABLE_TO_GET_ISSUER_CERT: unknownAuthority,
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: unknownAuthority,
  CERT_HAS_EXPIRED: "the server's certificate is out of date: renew it",
  CERT_NOT_YET_VALID: "the server's certificate is not valid yet: check the clock of this machine",
  ERR_TLS_CERT_ALTNAME_INVALID:
    'the certificate is for another name: check that litellm_params.api_base has the name that the server is known by',
  ERR_SSL_WRONG_VERSION_NUMBER:
    'the server does not speak TLS there: write http instead of https in litellm_params.api_base',
  ERR_SSL_PACKET_LENGTH_TOO_LONG:
    'the server does not speak TLS there: write http instead of https in litellm_params.api_base'
}

/** What a person should change when a probe failed so. */
export function probeRemedy(error: GatewayError, deployment: Deployment): string {
  if (error.code === 'not_ready') return deployment.missing ?? 'see the problem'
  return remedyOfStatus[error.status] ?? remedyOfCause(error.cause) ?? remedyOfCode[error.code] ?? 'see the problem'
}

function remedyOfCause(cause: unknown): string | undefined {
  if (!(cause instanceof UpstreamError) || cause.fault !== 'unreachable') return undefined
  const code = codeOf(cause.cause)
  return remedyOfSystemCode[code] ?? (code.startsWith('ERR_SSL_') ? noTls : undefined)
}
