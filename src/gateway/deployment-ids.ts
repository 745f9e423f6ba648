import type { Config } from '../config/config.ts'

/** By what a configuration's deployments are known while they run, those of wildcards too. */
export function deploymentIds({ deployments, wildcards }: Config): ReadonlySet<string> {
  return new Set([...deployments.map(({ id }) => id), ...wildcards.flatMap(({ ids }) => ids)])
}
