import type { Config } from '../config/config.ts'

/** Every deployment of a configuration by its id, those of wildcards too, and how many calls it works on at one time. */
export function callsAtOnce({ deployments, wildcards }: Config): ReadonlyMap<string, number | undefined> {
  const entries = [...deployments, ...wildcards.flatMap((wildcard) => wildcard.entries)]
  return new Map(entries.map(({ id, rates }) => [id, rates.atOnce]))
}
