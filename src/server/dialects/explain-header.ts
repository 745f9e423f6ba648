import type { IncomingHttpHeaders } from 'node:http'
import { GatewayError } from '../../errors/gateway-error.ts'

const name = 'x-rankgate-explain'

/** Whether a request asks which deployments were considered and tried. @throws GatewayError for words that mean neither */
export function isExplained(headers: IncomingHttpHeaders): boolean {
  const value = headers[name]
  if (value === undefined) return false
  if (value === '1' || value === 'true') return true
  if (value === '0' || value === 'false') return false
  throw new GatewayError('invalid_request', `${name}: must be 1 or 0`, { param: name })
}
