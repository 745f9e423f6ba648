import { apiBaseProblem } from './api-base-problem.ts'
import { checkHeaders } from './check-headers.ts'
import { checkKeys } from './check-keys.ts'
import { completeParams } from './credentials.ts'
import type { EntryContext } from './entry-context.ts'
import { readSetting } from './read-setting.ts'
import type { Reading } from './reading.ts'
import { referenceProblem } from './reference-problem.ts'
import { litellmParamsSchema } from './schema/litellm-params.ts'
import type { ValueOf } from './schema/value-of.ts'
import { formatPath, type SettingPath } from './setting-path.ts'
import { isTree, type Tree } from './tree.ts'
import { vocabularies } from './vocabularies.ts'

type Params = Partial<ValueOf<typeof litellmParamsSchema>>

export interface ReadParams {
  readonly typed: Params
  /** Keys for the provider. */
  readonly parameters: Readonly<Record<string, unknown>>
  /** What must be set before the deployment can be called. */
  readonly missing: string | undefined
  /** Whether all that could say where the deployment is can be read. */
  readonly addressIsKnown: boolean
}

/** Reads `litellm_params` of an entry that can rerank. */
export function readParams(entry: Tree, index: number, { credentials, environment, report }: EntryContext): ReadParams {
  const path = ['model_list', index, 'litellm_params']
  const written = isTree(entry.litellm_params) ? entry.litellm_params : {}
  const namePath = [...path, 'litellm_credential_name']
  // It is read again below, with everything else, and what is wrong with it is told of there.
  const silent = { environment, report, unset: () => undefined }
  const name = readSetting({ type: 'string' }, written.litellm_credential_name, namePath, silent)
  const completed = completeParams(written, name, credentials)
  const { added } = completed

  const missing = new Set<string>()
  let addressIsLost = false
  const reading: Reading = {
    environment,
    report,
    unset: (at, variable) => {
      const place = placeOf(at)
      const shown = formatPath(place === at ? at.slice(path.length - 1) : place)
      missing.add(`set the environment variable ${variable} (${shown})`)
      addressIsLost ||= at.length === path.length + 1 && (at.at(-1) === 'api_base' || at.at(-1) === 'base_url')
      report.warn(place, `the environment variable ${variable} is not set: the deployment is not ready until it is`)
    }
  }
  if (completed.missing !== undefined) {
    missing.add(completed.missing)
    addressIsLost = true
    report.warn(namePath, `the deployment is not ready: ${completed.missing}`)
  }
  const unknown = [
    ...checkKeys(written, path, vocabularies.litellmParams, report),
    ...(added === undefined ? [] : checkKeys(added.values, added.path, vocabularies.litellmParams, report))
  ]
  const given = unknown.map((key) => [key, readSetting({}, completed.params[key], [...path, key], reading)])
  const typed: Params = readSetting(litellmParamsSchema, completed.params, path, reading) ?? {}

  for (const key of ['api_base', 'base_url'] as const) {
    const problem = typed[key] === undefined ? undefined : apiBaseProblem(typed[key])
    if (problem !== undefined) report.fault(placeOf([...path, key]), problem)
    if (problem !== undefined) delete typed[key]
  }
  if (typed.api_base !== undefined && typed.base_url !== undefined && typed.api_base !== typed.base_url) {
    report.warn([...path, 'base_url'], 'is not used: api_base is another address, and wins')
  }
  for (const key of ['rpm', 'tpm'] as const) {
    if (typed[key] === 0)
      report.warn([...path, key], 'is 0, so that the deployment is never asked; leave it out for no bound')
  }
  if (typed.api_key !== undefined && !/^[\x21-\x7e]+$/.test(typed.api_key)) {
    report.fault(placeOf([...path, 'api_key']), 'has a space, a line break or another character that no key has')
  }
  const unfilled = typed.api_key === undefined ? undefined : referenceProblem(typed.api_key)
  if (unfilled !== undefined) report.warn([...path, 'api_key'], unfilled)
  for (const key of ['headers', 'extra_headers'] as const) {
    if (typed[key] !== undefined) typed[key] = checkHeaders(typed[key], [...path, key], report)
  }
  const parameters = Object.fromEntries(given.filter(([, value]) => value !== undefined))
  const addressIsKnown = !addressIsLost || (typed.api_base ?? typed.base_url) !== undefined
  return { typed, parameters, missing: missing.size === 0 ? undefined : [...missing].join('; '), addressIsKnown }

  /** Where a parameter stands: in the entry, or in the credential that it names. */
  function placeOf(at: SettingPath): SettingPath {
    const [key, ...rest] = at.slice(path.length)
    return added === undefined || !Object.hasOwn(added.values, String(key)) ? at : [...added.path, String(key), ...rest]
  }
}
