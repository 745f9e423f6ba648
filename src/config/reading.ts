import type { Environment } from '../providers/provider.ts'
import type { Report } from './report.ts'
import type { Shape } from './schema/shape.ts'
import type { SettingPath } from './setting-path.ts'
import { kindOf } from './tree.ts'

/** What settings are read with. */
export interface Reading {
  readonly environment: Environment
  readonly report: Report
  /** Told of each setting whose `os.environ/` variable is not set. The setting then counts as absent. */
  readonly unset: (path: SettingPath, variable: string) => void
}

/** A value as given, and the environment variable that it came from: such a value is never printed. */
export interface Given {
  readonly value: unknown
  readonly variable: string | undefined
}

/** Reads a value of one shape; undefined when it does not fit, and is reported. */
export type Reader = (shape: Shape, given: Given, path: SettingPath, reading: Reading) => unknown

export function reportMistyped(wanted: string, { value }: Given, path: SettingPath, { report }: Reading): undefined {
  const hint = wanted === 'a string' && typeof value !== 'object' ? '; put it in quotes' : ''
  report.fault(path, `must be ${wanted}, not ${kindOf(value)}${hint}`)
}

/** A value for a message. Only for settings that are no secrets; and what the environment holds is not shown even so. */
export function shownValue({ value, variable }: Given): string {
  if (variable !== undefined) return `what ${variable} holds`
  return typeof value === 'object' ? kindOf(value) : JSON.stringify(value).slice(0, 60)
}

/** A reading in which an environment variable that is not set is worth a warning. */
export function warningWhenUnset({ environment, report }: Pick<Reading, 'environment' | 'report'>): Reading {
  const unset: Reading['unset'] = (path, variable) =>
    report.warn(path, `the environment variable ${variable} is not set: the setting counts as absent`)
  return { environment, report, unset }
}
