import type { ScoreSpace } from '../config/deployment.ts'
import { GatewayError } from '../errors/gateway-error.ts'

/** What is said of a space none of whose deployments can be called: what to set. */
export function notReady({ deployments: [first] }: ScoreSpace): GatewayError {
  const message = `model group "${first?.alias}" is not ready: ${first?.missing}`
  return new GatewayError('not_ready', message, { param: 'model' })
}
