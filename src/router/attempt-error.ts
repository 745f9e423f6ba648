import type { Deployment } from '../config/deployment.ts'
import { type ErrorCode, type ErrorDetails, GatewayError } from '../errors/gateway-error.ts'
import { InvalidAnswer } from '../rerank/invalid-answer.ts'
import { UpstreamError, type UpstreamFault } from '../upstream/upstream-error.ts'

const codeOfFault: Readonly<Record<UpstreamFault, ErrorCode>> = {
  unreachable: 'upstream_unreachable',
  reset: 'upstream_unreachable',
  timeout: 'timeout',
  oversize: 'upstream_invalid_answer',
  cancelled: 'client_closed'
}

/** Says whose failure it was and in whose words: `nvidia_nim: ... (model group "rerank", deployment "a1")`. */
export function attemptError(
  code: ErrorCode,
  deployment: Deployment,
  what: string,
  details: ErrorDetails = {}
): GatewayError {
  const where = `model group "${deployment.alias}", deployment "${deployment.id}"`
  return new GatewayError(code, `${deployment.provider.name} ${what} (${where})`, {
    ...details,
    deployment: deployment.id
  })
}

/** Turns whatever an attempt threw into the error that our client sees. Unknown errors are ours and pass unchanged. */
export function asAttemptError(error: unknown, deployment: Deployment): unknown {
  if (error instanceof UpstreamError) {
    return attemptError(codeOfFault[error.fault], deployment, error.message, { cause: error })
  }
  if (error instanceof InvalidAnswer) {
    const what = `gave an answer that cannot be used: ${error.message}`
    return attemptError('upstream_invalid_answer', deployment, what, { cause: error })
  }
  return error
}
