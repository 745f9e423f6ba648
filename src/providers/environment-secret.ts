import { Secret } from '../secret/secret.ts'
import type { Environment } from './provider.ts'

/** The first of these variables that is set. White space around a key is a file's last line break, never part of the key. */
export function environmentSecret(environment: Environment, names: readonly string[]): Secret | undefined {
  const key = names.map((name) => environment[name]?.trim()).find((value) => value !== undefined && value !== '')
  return key === undefined ? undefined : new Secret(key)
}
