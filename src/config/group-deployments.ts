import type { Deployment, ModelGroup, ScoreSpace } from './deployment.ts'

/** Makes one group of at least one deployment: its score spaces by the lowest order in them, and each space's deployments by order. */
export function groupDeployments(name: string, deployments: readonly Deployment[]): ModelGroup {
  const bySpace = new Map<string, Deployment[]>()
  // Sorting is stable, so what comes first in the file stays first among equals.
  for (const deployment of deployments.toSorted((a, b) => a.order - b.order)) {
    const members = bySpace.get(deployment.space)
    if (members === undefined) bySpace.set(deployment.space, [deployment])
    else members.push(deployment)
  }
  const spaces = Array.from(bySpace, ([id, members]): ScoreSpace => {
    const pointwise = members.every((deployment) => deployment.pointwise)
    return Object.freeze({ id, pointwise, deployments: Object.freeze(members) })
  })
  const [first, ...rest] = spaces
  if (first === undefined) throw new RangeError(`the group "${name}" has no deployment`)
  const ordered: ModelGroup['spaces'] = [first, ...rest]
  return Object.freeze({ name, spaces: Object.freeze(ordered) })
}

/** Groups deployments by what clients call them. */
export function groupByName(
  deployments: readonly Deployment[],
  nameOf: (deployment: Deployment) => string
): ReadonlyMap<string, ModelGroup> {
  const byName = Map.groupBy(deployments, nameOf)
  return new Map(Array.from(byName, ([name, members]) => [name, groupDeployments(name, members)]))
}
