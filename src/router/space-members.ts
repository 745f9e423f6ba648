import type { Deployment, ScoreSpace } from '../config/deployment.ts'
import type { DeploymentStates } from './deployment-states.ts'
import type { LiveState } from './live-state.ts'

/** A deployment and what is known of it. */
export interface Member {
  readonly deployment: Deployment
  readonly live: LiveState
  /** Share of the traffic by weight, among the members of its tier. */
  readonly weight: number
}

/** A space's deployments that can be called, by their order: one tier for each. */
export interface SpaceMembers {
  readonly tiers: readonly (readonly Member[])[]
}

export function spaceMembers({ deployments }: ScoreSpace, states: DeploymentStates): SpaceMembers {
  const ready = deployments.filter(({ missing }) => missing === undefined)
  const byOrder = Map.groupBy(ready, ({ order }) => order)
  const orders = [...byOrder.keys()].sort((a, b) => a - b)
  return { tiers: orders.map((order) => tierOf(byOrder.get(order) ?? [], states)) }
}

function tierOf(deployments: readonly Deployment[], states: DeploymentStates): readonly Member[] {
  const weightOf = weighing(deployments)
  return deployments.map((deployment) => {
    return { deployment, live: states.of(deployment), weight: weightOf(deployment) }
  })
}

/** LiteLLM's rule: by weight where one is given, else by `rpm`, else by `tpm`. Without a bound is as good as the highest bound. */
function weighing(deployments: readonly Deployment[]): (deployment: Deployment) => number {
  const bounds = [({ rates }: Deployment) => rates.requestsPerMinute, ({ rates }: Deployment) => rates.tokensPerMinute]
  const isWeighted = deployments.some(({ weight }) => weight !== undefined)
  const boundOf = isWeighted ? undefined : bounds.find((bound) => deployments.some((each) => bound(each) !== undefined))
  if (boundOf === undefined) return ({ weight }) => weight ?? 1
  const highest = Math.max(...deployments.map((each) => boundOf(each) ?? 0))
  return (deployment) => boundOf(deployment) ?? highest
}
