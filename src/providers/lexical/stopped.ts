import { GatewayError } from '../../errors/gateway-error.ts'

/** Why scoring ended early, as an error: the signal's own reason where it is one of ours. */
export function stopped({ reason }: AbortSignal): GatewayError {
  if (reason instanceof GatewayError) return reason
  const late = reason instanceof Error && reason.name === 'TimeoutError'
  return late
    ? new GatewayError('timeout', 'local/lexical was stopped at the deadline', { cause: reason })
    : new GatewayError('client_closed', 'local/lexical was stopped: nobody waits for its scores', { cause: reason })
}
