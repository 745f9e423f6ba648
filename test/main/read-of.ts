import type { ReadConfig } from '../../src/main/read-config.ts'
import { configOf } from '../start-gateway.ts'

/** A configuration as if it had been read from a file that nobody can read again. */
export function readOf(value: object): ReadConfig {
  const again = (): never => {
    throw new Error('there is no file')
  }
  return { config: configOf(value), digest: 'first', files: [], stamps: new Map(), again }
}
