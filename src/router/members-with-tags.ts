import { deploymentsWithTags } from './deployments-with-tags.ts'
import { noDeploymentWithTags } from './no-deployment-with-tags.ts'
import type { SpaceMembers } from './space-members.ts'

/**
 * The members that a request with these tags may have.
 * @throws GatewayError `no_deployment_with_tags`
 */
export function membersWithTags(members: SpaceMembers, wanted: readonly string[], matchesAny: boolean): SpaceMembers {
  const deployments = members.tiers.flat().map(({ deployment }) => deployment)
  const meant = deploymentsWithTags(deployments, wanted, matchesAny)
  if (meant.length === deployments.length) return members
  if (meant.length === 0) throw noDeploymentWithTags(deployments[0]?.alias, wanted)
  const left = members.tiers
    .map((tier) => tier.filter(({ deployment }) => meant.includes(deployment)))
    .filter((tier) => tier.length > 0)
  return { tiers: left }
}
