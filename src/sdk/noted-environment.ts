import type { Environment } from '../providers/provider.ts'
import { Secret } from '../secret/secret.ts'

export interface NotedEnvironment {
  /** The environment itself, to be read. */
  readonly variables: Environment
  /** Whether whoever reads all that was read so far would find the same in another environment. */
  isAsIn(other: Environment): boolean
}

/** Notes what is read of an environment. Any of it may be a key, so that none of it can be printed. */
export function noteEnvironment(given: Environment): NotedEnvironment {
  const read = new Map<string, Secret | undefined>()
  const note = (name: string | symbol): void => {
    if (typeof name === 'string') read.set(name, secret(given[name]))
  }
  const variables = new Proxy(given, {
    get(target, name, receiver) {
      note(name)
      return Reflect.get(target, name, receiver)
    },
    // What Object.hasOwn and a copy of the whole ask for.
    getOwnPropertyDescriptor(target, name) {
      note(name)
      return Reflect.getOwnPropertyDescriptor(target, name)
    }
  })
  return {
    variables,
    isAsIn: (other) => Array.from(read).every(([name, before]) => isSame(before, secret(other[name])))
  }
}

function secret(value: string | undefined): Secret | undefined {
  return value === undefined ? undefined : new Secret(value)
}

function isSame(before: Secret | undefined, now: Secret | undefined): boolean {
  return before === undefined ? now === undefined : before.equals(now)
}
