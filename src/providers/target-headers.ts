import { Secret } from '../secret/secret.ts'
import type { DeploymentSettings, Target } from './provider.ts'

/** Headers of a JSON call. What the configuration sets wins, an `Authorization` of its own too. */
export function targetHeaders(target: Target): string[] {
  const headers = new Map<string, string>([['accept', 'application/json']])
  if (target.secret !== undefined) headers.set('authorization', `Bearer ${target.secret.reveal()}`)
  headers.set('content-type', 'application/json')
  for (const [name, value] of target.headers) headers.set(name, value.reveal())
  return [...headers].flat()
}

/** A target's headers out of the settings. */
export function configuredHeaders({ headers }: DeploymentSettings): ReadonlyMap<string, Secret> {
  return new Map(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), new Secret(value)]))
}
