import type { Deployment } from '../config/deployment.ts'
import { GatewayError } from '../errors/gateway-error.ts'

/**
 * Picks one deployment by weight among those of the lowest order that can be called.
 * @param random gives a number in [0, 1)
 * @throws GatewayError `not_ready` naming what to set, when none can be called
 */
export function chooseDeployment(deployments: readonly Deployment[], random: () => number): Deployment {
  const [only] = deployments
  if (deployments.length === 1 && only?.missing === undefined && only !== undefined) return only
  const ready = deployments.filter(({ missing }) => missing === undefined)
  const lowest = Math.min(...ready.map(({ order }) => order))
  const candidates = ready.filter(({ order }) => order === lowest)
  const total = candidates.reduce((sum, { weight }) => sum + weight, 0)
  let draw = random() * total
  for (const deployment of candidates) {
    draw -= deployment.weight
    if (draw < 0) return deployment
  }
  // All weights are 0, or rounding left a rest.
  const chosen = candidates.at(-1)
  if (chosen !== undefined) return chosen
  const [first] = deployments
  throw new GatewayError('not_ready', `model group "${first?.alias}" is not ready: ${first?.missing}`, {
    param: 'model'
  })
}
