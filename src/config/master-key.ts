import type { Environment } from '../providers/provider.ts'
import { Secret } from '../secret/secret.ts'
import { referenceProblem } from './reference-problem.ts'
import type { Report } from './report.ts'
import { isTree } from './tree.ts'

const path = ['general_settings', 'master_key']
const variables = ['RANKGATE_MASTER_KEY', 'LITELLM_MASTER_KEY']

/**
 * The key that clients must send: the file's, else the environment's. One that is named but empty is a fault: a gateway
 * that silently runs open is worse than one that does not start.
 * @param section `general_settings` as written
 * @param key what its `master_key` came to; undefined when there is none, or when it is at fault and reported
 */
export function masterKey(
  section: unknown,
  key: string | undefined,
  environment: Environment,
  report: Report
): Secret | undefined {
  if (isTree(section) && Object.hasOwn(section, 'master_key')) {
    const isEmpty = section.master_key === null || section.master_key === undefined
    if (isEmpty) report.fault(path, 'is empty; give it a value, or remove it to run without a key')
    return key === undefined ? undefined : sendable(key, '', report)
  }
  const variable = variables.find((name) => Object.hasOwn(environment, name) && environment[name] !== undefined)
  if (variable === undefined) return undefined
  const value = environment[variable] ?? ''
  if (value !== '') return sendable(value, `the environment variable ${variable} `, report)
  report.fault(path, `the environment variable ${variable} is empty; give it a value, or unset it to run without a key`)
  return undefined
}

/** @param from what to name before the problem, where the key is not the file's */
function sendable(key: string, from: string, report: Report): Secret | undefined {
  const problem = /^[\x21-\x7e]+$/.test(key)
    ? referenceProblem(key)
    : 'has a space, a line break or another character that clients cannot send in a header'
  if (problem === undefined) return new Secret(key)
  report.fault(path, from + problem)
  return undefined
}
