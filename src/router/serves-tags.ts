import type { ScoreSpace } from '../config/deployment.ts'
import type { Routing } from '../config/routing.ts'
import { deploymentsFor } from './deployments-for.ts'

/** Whether a request with these tags has a deployment in the space, be it usable at the moment or not. */
export function servesTags(space: ScoreSpace, tags: readonly string[], routing: Routing): boolean {
  return deploymentsFor(space, tags, routing).length > 0
}
