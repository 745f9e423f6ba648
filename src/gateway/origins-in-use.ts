import type { Config } from '../config/config.ts'

/** Where a configuration's deployments are asked. A wildcard's are not known before somebody asks. */
export function originsInUse({ deployments }: Config): ReadonlySet<string> {
  return new Set(deployments.flatMap(({ target }) => (target === undefined ? [] : target.url.origin)))
}
