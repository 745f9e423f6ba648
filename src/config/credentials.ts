import { suggestion } from './nearest-name.ts'
import { readSetting } from './read-setting.ts'
import type { Reading } from './reading.ts'
import { credentialSchema } from './schema/configuration.ts'
import { isTree, type Tree } from './tree.ts'

/** `credential_list` by name: values that stand in for what an entry's `litellm_params` leaves out. */
export type Credentials = ReadonlyMap<string, Tree>

export function readCredentials(list: unknown, reading: Reading): Credentials {
  if (list === undefined || list === null) return new Map()
  if (!Array.isArray(list)) {
    reading.report.fault(['credential_list'], 'must be a list')
    return new Map()
  }
  // The values stay as they are written: whoever uses them says what is missing.
  const named = list.flatMap((item: unknown, index): [string, Tree][] => {
    const values = isTree(item) ? item.credential_values : undefined
    const shell = isTree(item) ? { ...item, credential_values: undefined } : item
    const read = readSetting(credentialSchema, shell, ['credential_list', index], reading)
    return read?.credential_name === undefined ? [] : [[read.credential_name, isTree(values) ? values : {}]]
  })
  return new Map(named)
}

export interface CompletedParams {
  readonly params: Tree
  /** Why the credential that the entry names cannot be used. */
  readonly missing: string | undefined
}

/** Fills in what the named credential says. */
export function completeParams(params: Tree, name: string | undefined, credentials: Credentials): CompletedParams {
  if (name === undefined) return { params, missing: undefined }
  const values = credentials.get(name)
  if (values !== undefined) return { params: { ...values, ...params }, missing: undefined }
  const near = suggestion(name, credentials.keys())
  return {
    params,
    missing: `add "${name}" to credential_list, where litellm_params.litellm_credential_name looks for it${near}`
  }
}
