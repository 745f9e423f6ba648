import { GatewayError } from '../errors/gateway-error.ts'

/** What a request is told whose tags no deployment has. */
export function noDeploymentWithTags(group: string | undefined, wanted: readonly string[]): GatewayError {
  const tags = wanted.map((tag) => `"${tag}"`).join(', ')
  return new GatewayError(
    'no_deployment_with_tags',
    `model group "${group}" has no deployments with the tags ${tags}`,
    {
      param: 'tags'
    }
  )
}
