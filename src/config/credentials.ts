import { suggestion } from './nearest-name.ts'
import { readSetting } from './read-setting.ts'
import type { Reading } from './reading.ts'
import { credentialSchema } from './schema/configuration.ts'
import type { SettingPath } from './setting-path.ts'
import { isTree, type Tree } from './tree.ts'

/** Values that stand in for what an entry's `litellm_params` leaves out, and where they stand. */
export interface Credential {
  readonly values: Tree
  readonly path: SettingPath
}

/** `credential_list` by name. */
export type Credentials = ReadonlyMap<string, Credential>

export function readCredentials(list: unknown, reading: Reading): Credentials {
  if (list === undefined || list === null) return new Map()
  if (!Array.isArray(list)) {
    reading.report.fault(['credential_list'], 'must be a list')
    return new Map()
  }
  // The values stay as they are written: whoever uses them says what is missing.
  const named = list.flatMap((item: unknown, index): [string, Credential][] => {
    const values = isTree(item) ? item.credential_values : undefined
    const shell = isTree(item) ? { ...item, credential_values: undefined } : item
    const read = readSetting(credentialSchema, shell, ['credential_list', index], reading)
    if (read?.credential_name === undefined) return []
    const path = ['credential_list', index, 'credential_values']
    return [[read.credential_name, { values: isTree(values) ? values : {}, path }]]
  })
  return new Map(named)
}

export interface CompletedParams {
  readonly params: Tree
  /** What came from the credential; undefined where none is named. */
  readonly added: Credential | undefined
  /** Why the credential that the entry names cannot be used. */
  readonly missing: string | undefined
}

/** Fills in what the named credential says. */
export function completeParams(params: Tree, name: string | undefined, credentials: Credentials): CompletedParams {
  if (name === undefined) return { params, added: undefined, missing: undefined }
  const credential = credentials.get(name)
  if (credential !== undefined) {
    const values = Object.fromEntries(Object.entries(credential.values).filter(([key]) => !Object.hasOwn(params, key)))
    return { params: { ...values, ...params }, added: { values, path: credential.path }, missing: undefined }
  }
  const near = suggestion(name, credentials.keys())
  return {
    params,
    added: undefined,
    missing: `add "${name}" to credential_list, where litellm_params.litellm_credential_name looks for it${near}`
  }
}
