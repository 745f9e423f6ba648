import type { Deployment } from '../config/deployment.ts'

/** The tag of deployments for everybody. */
const forAll = 'default'

/**
 * Tag filtering as LiteLLM does it: a request with tags gets the deployments that have one of them (or all, where one is not
 * enough), else those tagged `default`; a request without gets those tagged `default`, or all where there are none.
 */
export function deploymentsWithTags(
  deployments: readonly Deployment[],
  wanted: readonly string[],
  matchesAny: boolean
): readonly Deployment[] {
  const everybodys = deployments.filter(({ tags }) => tags.includes(forAll))
  if (wanted.length === 0) return everybodys.length > 0 ? everybodys : deployments
  const matching = deployments.filter(({ tags }) => {
    return matchesAny ? wanted.some((tag) => tags.includes(tag)) : wanted.every((tag) => tags.includes(tag))
  })
  return matching.length > 0 ? matching : everybodys
}
