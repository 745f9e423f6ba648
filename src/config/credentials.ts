import { checkKeys, warnOfUnknown } from './check-keys.ts'
import { suggestion } from './nearest-name.ts'
import { readSetting } from './read-setting.ts'
import type { Reading } from './reading.ts'
import { credentialSchema } from './schema/configuration.ts'
import type { SettingPath } from './setting-path.ts'
import { isTree, type Tree } from './tree.ts'
import { vocabularies } from './vocabularies.ts'

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
  const named = new Map<string, Credential>()
  const items: readonly unknown[] = list
  for (const [index, item] of items.entries()) {
    const values = isTree(item) ? item.credential_values : undefined
    const shell = isTree(item) ? { ...item, credential_values: undefined } : item
    const path = ['credential_list', index]
    if (isTree(item))
      warnOfUnknown(
        checkKeys(item, path, vocabularies.credential, reading.report),
        path,
        vocabularies.credential,
        reading.report
      )
    const name = readSetting(credentialSchema, shell, path, reading)?.credential_name
    if (name === undefined) continue
    if (named.has(name))
      reading.report.warn([...path, 'credential_name'], `"${name}" is there twice: the last one counts`)
    named.set(name, { values: isTree(values) ? values : {}, path: [...path, 'credential_values'] })
  }
  return named
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
    const isAbsent = (key: string) => params[key] === undefined || params[key] === null
    const values = Object.fromEntries(Object.entries(credential.values).filter(([key]) => isAbsent(key)))
    return { params: { ...params, ...values }, added: { values, path: credential.path }, missing: undefined }
  }
  const near = suggestion(name, credentials.keys())
  return {
    params,
    added: undefined,
    missing: `add "${name}" to credential_list, where litellm_params.litellm_credential_name looks for it${near}`
  }
}
