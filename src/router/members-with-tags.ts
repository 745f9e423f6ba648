import { GatewayError } from '../errors/gateway-error.ts'
import type { Member, SpaceMembers } from './space-members.ts'

/** The tag of deployments for everybody. */
const forAll = 'default'

/**
 * Tag filtering as LiteLLM does it: a request with tags gets the deployments that have one of them (or all, where one is not
 * enough), else those tagged `default`; a request without gets those tagged `default`, or all where there are none.
 * @throws GatewayError `no_deployment_with_tags`
 */
export function membersWithTags(members: SpaceMembers, wanted: readonly string[], matchesAny: boolean): SpaceMembers {
  const everybodys = filtered(members, (tags) => tags.includes(forAll))
  if (wanted.length === 0) return everybodys.tiers.length > 0 ? everybodys : members
  const matching = filtered(members, (tags) => {
    return matchesAny ? wanted.some((tag) => tags.includes(tag)) : wanted.every((tag) => tags.includes(tag))
  })
  if (matching.tiers.length > 0) return matching
  if (everybodys.tiers.length > 0) return everybodys
  const alias = members.tiers[0]?.[0]?.deployment.alias
  const tags = wanted.map((tag) => `"${tag}"`).join(', ')
  throw new GatewayError('no_deployment_with_tags', `model group "${alias}" has no deployments with the tags ${tags}`, {
    param: 'tags'
  })
}

function filtered({ tiers }: SpaceMembers, isWanted: (tags: readonly string[]) => boolean): SpaceMembers {
  const left = tiers
    .map((tier): readonly Member[] => tier.filter(({ deployment }) => isWanted(deployment.tags)))
    .filter((tier) => tier.length > 0)
  return { tiers: left }
}
