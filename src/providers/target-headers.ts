import { Secret } from '../secret/secret.ts'
import type { DeploymentSettings, Target } from './provider.ts'

/** Made once for each target: they are the same for every call. */
const made = new WeakMap<Target, readonly string[]>()

/** Headers of a JSON call. What the configuration sets wins, an `Authorization` of its own too. */
export function targetHeaders(target: Target): readonly string[] {
  const known = made.get(target)
  if (known !== undefined) return known
  const headers = new Map<string, string>([
    ['accept', 'application/json'],
    // Without it any coding would do (RFC 9110, 12.5.3), and answers are read as they come.
    ['accept-encoding', 'identity']
  ])
  if (target.secret !== undefined) headers.set('authorization', `Bearer ${target.secret.reveal()}`)
  headers.set('content-type', 'application/json')
  for (const [name, value] of target.headers) headers.set(name, value.reveal())
  const flat = Object.freeze([...headers].flat())
  made.set(target, flat)
  return flat
}

/** A target's headers out of the settings. */
export function configuredHeaders({ headers }: DeploymentSettings): ReadonlyMap<string, Secret> {
  return new Map(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), new Secret(value)]))
}
