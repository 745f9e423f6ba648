import type { Deployment, ScoreSpace } from '../config/deployment.ts'

/** The first of these deployments that can be called; the first of all where none can. */
export function readyDeployment({ deployments }: Pick<ScoreSpace, 'deployments'>): Deployment {
  const ready = deployments.find(({ missing }) => missing === undefined) ?? deployments[0]
  if (ready === undefined) throw new RangeError('a score space has at least one deployment')
  return ready
}
