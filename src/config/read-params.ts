import { apiBaseProblem } from './api-base-problem.ts'
import { checkHeaders } from './check-headers.ts'
import { checkKeys } from './check-keys.ts'
import { completeParams } from './credentials.ts'
import type { EntryContext } from './entry-context.ts'
import { readSetting } from './read-setting.ts'
import type { Reading } from './reading.ts'
import { litellmParamsSchema } from './schema/litellm-params.ts'
import type { ValueOf } from './schema/value-of.ts'
import { formatPath } from './setting-path.ts'
import { isTree, type Tree } from './tree.ts'
import { vocabularies } from './vocabularies.ts'

type Params = Partial<ValueOf<typeof litellmParamsSchema>>

export interface ReadParams {
  readonly typed: Params
  /** Keys for the provider. */
  readonly parameters: Readonly<Record<string, unknown>>
  /** What must be set before the deployment can be called. */
  readonly missing: string | undefined
}

/** Reads `litellm_params` of an entry that can rerank. */
export function readParams(entry: Tree, index: number, { credentials, environment, report }: EntryContext): ReadParams {
  const path = ['model_list', index, 'litellm_params']
  const missing = new Set<string>()
  const reading: Reading = {
    environment,
    report,
    unset: (at, variable) => {
      missing.add(`set the environment variable ${variable} (${formatPath(at.slice(2))})`)
      report.warn(at, `the environment variable ${variable} is not set: the deployment is not ready until it is`)
    }
  }
  const written = isTree(entry.litellm_params) ? entry.litellm_params : {}
  const namePath = [...path, 'litellm_credential_name']
  // It is read again below, with everything else, and what is wrong with it is told of there.
  const silent = { ...reading, unset: () => undefined }
  const name = readSetting({ type: 'string' }, written.litellm_credential_name, namePath, silent)
  const completed = completeParams(written, name, credentials)
  if (completed.missing !== undefined) {
    missing.add(completed.missing)
    report.warn(namePath, `the deployment is not ready: ${completed.missing}`)
  }
  const unknown = checkKeys(completed.params, path, vocabularies.litellmParams, report)
  const given = unknown.map((key) => [key, readSetting({}, completed.params[key], [...path, key], reading)])
  const typed: Params = readSetting(litellmParamsSchema, completed.params, path, reading) ?? {}

  for (const key of ['api_base', 'base_url'] as const) {
    const problem = typed[key] === undefined ? undefined : apiBaseProblem(typed[key])
    if (problem !== undefined) report.fault([...path, key], problem)
    if (problem !== undefined) delete typed[key]
  }
  for (const key of ['rpm', 'tpm'] as const) {
    if (typed[key] === 0)
      report.warn([...path, key], 'is 0, so that the deployment is never asked; leave it out for no bound')
  }
  if (typed.api_key !== undefined && !/^[\x21-\x7e]+$/.test(typed.api_key)) {
    report.fault([...path, 'api_key'], 'has a space, a line break or another character that no key has')
  }
  for (const key of ['headers', 'extra_headers'] as const) {
    if (typed[key] !== undefined) typed[key] = checkHeaders(typed[key], [...path, key], report)
  }
  const parameters = Object.fromEntries(given.filter(([, value]) => value !== undefined))
  return { typed, parameters, missing: missing.size === 0 ? undefined : [...missing].join('; ') }
}
