import type { Deployment, ScoreSpace } from '../config/deployment.ts'
import type { Routing } from '../config/routing.ts'
import { deploymentsWithTags } from './deployments-with-tags.ts'

/** The deployments of a space that a request with these tags may have, be they usable at the moment or not. */
export function deploymentsFor(
  { deployments }: ScoreSpace,
  tags: readonly string[],
  routing: Routing
): readonly Deployment[] {
  if (!routing.hasTagFiltering) return deployments
  const callable = deployments.filter(({ missing }) => missing === undefined)
  // Where none can be called it is those that say what to set.
  return deploymentsWithTags(callable.length > 0 ? callable : deployments, tags, routing.matchesAnyTag)
}
