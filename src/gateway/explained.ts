import { GatewayError } from '../errors/gateway-error.ts'
import type { RequestTrace } from './request-trace.ts'

/** An error with how the request went, for a caller who asked; as it is for others. */
export function explained(error: unknown, trace: RequestTrace | undefined): unknown {
  if (trace === undefined || !(error instanceof GatewayError)) return error
  const { code, message, status, param, retryAfterS } = error
  return new GatewayError(code, message, {
    status,
    cause: error,
    steps: trace.steps,
    ...(param === undefined ? {} : { param }),
    ...(retryAfterS === undefined ? {} : { retryAfterS })
  })
}
