import type { ScoreSpace } from '../config/deployment.ts'
import type { Routing } from '../config/routing.ts'
import { CallBudget } from './call-budget.ts'
import type { DeploymentStates } from './deployment-states.ts'
import { notReady } from './not-ready.ts'
import { type SpaceMembers, spaceMembers } from './space-members.ts'

/** Promise P9: further calls are at most a fifth of the first ones, and three. */
const retryBounds = { share: 0.2, floor: 3 }

/** A score space while it runs. */
export interface LiveSpace {
  readonly members: SpaceMembers
  readonly retries: CallBudget
  readonly hedges: CallBudget
}

/** @throws GatewayError `not_ready` naming what to set, when none of its deployments can be called */
export function liveSpace(space: ScoreSpace, states: DeploymentStates, { hedge }: Routing): LiveSpace {
  const members = spaceMembers(space, states)
  if (members.tiers.length === 0) throw notReady(space)
  return {
    members,
    retries: new CallBudget(retryBounds),
    hedges: new CallBudget({ share: hedge?.budget ?? 0, floor: 0 })
  }
}
