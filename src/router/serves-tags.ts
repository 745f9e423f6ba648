import type { ScoreSpace } from '../config/deployment.ts'
import type { Routing } from '../config/routing.ts'
import { deploymentsWithTags } from './deployments-with-tags.ts'

/** Whether a request with these tags has a deployment in the space, be it usable at the moment or not. */
export function servesTags({ deployments }: ScoreSpace, tags: readonly string[], routing: Routing): boolean {
  if (!routing.hasTagFiltering) return true
  const callable = deployments.filter(({ missing }) => missing === undefined)
  // Where none can be called it is those that say what to set.
  return deploymentsWithTags(callable.length > 0 ? callable : deployments, tags, routing.matchesAnyTag).length > 0
}
