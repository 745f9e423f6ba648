import type { Environment } from '../providers/provider.ts'
import { isTree } from './tree.ts'

const marker = 'os.environ/'

/** The NAME in `os.environ/NAME`; undefined for any other value. Only whole strings count, as with LiteLLM. */
export function environmentReference(value: unknown): string | undefined {
  return typeof value === 'string' && value.startsWith(marker) ? value.slice(marker.length) : undefined
}

/** A variable's value. One that is empty counts as unset: that is what `${NAME:-}` leaves behind. */
export function environmentValue(environment: Environment, name: string): string | undefined {
  const value = Object.hasOwn(environment, name) ? environment[name] : undefined
  return value === '' ? undefined : value
}

/** The environment with what `environment_variables` adds to it. What the process was started with wins, as with LiteLLM. */
export function extendEnvironment(environment: Environment, section: unknown): Environment {
  if (!isTree(section)) return environment
  const added = Object.entries(section).flatMap(([name, given]) => {
    const reference = environmentReference(given)
    const value = reference === undefined ? given : environmentValue(environment, reference)
    const isScalar = typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    return isScalar && environmentValue(environment, name) === undefined ? [[name, String(value)]] : []
  })
  return { ...environment, ...Object.fromEntries(added) }
}
