import { GatewayError } from '../errors/gateway-error.ts'

/** Of a request's tags, and of the characters of each, so many are said back. */
const mostShown = 5
const longestShown = 100

/** What a request is told whose tags no deployment has. */
export function noDeploymentWithTags(group: string | undefined, wanted: readonly string[]): GatewayError {
  const shown = wanted.slice(0, mostShown).map((tag) => `"${tag.slice(0, longestShown)}"`)
  const tags = shown.join(', ') + (wanted.length > mostShown ? ', ...' : '')
  return new GatewayError(
    'no_deployment_with_tags',
    `model group "${group}" has no deployments with the tags ${tags}`,
    {
      param: 'tags'
    }
  )
}
