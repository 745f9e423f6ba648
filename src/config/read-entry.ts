import { checkKeys, warnOfUnknown } from './check-keys.ts'
import { classifyModel } from './classify-model.ts'
import type { EntryContext } from './entry-context.ts'
import type { EntrySettings } from './entry-settings.ts'
import { namesItsServer } from './names-its-server.ts'
import { readEntrySettings } from './read-entry-settings.ts'
import { readModelInfo } from './read-model-info.ts'
import { readParams } from './read-params.ts'
import { readSetting } from './read-setting.ts'
import type { Reading } from './reading.ts'
import type { SettingPath } from './setting-path.ts'
import { isTree, type Tree } from './tree.ts'
import { vocabularies } from './vocabularies.ts'

/** An entry that can rerank, or one that cannot and why. */
export type ReadEntry = { readonly settings: EntrySettings } | { readonly alias: string; readonly reason: string }

const nameSchema = { type: 'string', minLength: 1 } as const

/** Reads one entry of `model_list`; undefined when it is at fault. */
export function readEntry(value: unknown, index: number, context: EntryContext): ReadEntry | undefined {
  const { report, lookup, ownProviders } = context
  const path = ['model_list', index]
  if (!isTree(value)) {
    report.fault(path, 'must be a mapping with model_name and litellm_params')
    return undefined
  }
  warnOfUnknown(checkKeys(value, path, vocabularies.entry, report), path, vocabularies.entry, report)
  const alias = required(value, 'model_name', path, 'write what clients call the model', context)
  const params = value.litellm_params
  const paramsPath = [...path, 'litellm_params']
  if (!isTree(params)) {
    const problem = params === undefined || params === null ? 'is missing' : 'must be a mapping'
    report.fault(paramsPath, `${problem}; write {model: "provider/model"}`)
    return undefined
  }
  const unset: string[] = []
  const reading: Reading = { ...context, unset: (_, variable) => unset.push(variable) }
  const model = readSetting(nameSchema, params.model, [...paramsPath, 'model'], reading)
  const [variable] = unset
  if (variable !== undefined) {
    report.warn([...paramsPath, 'model'], `the environment variable ${variable} is not set: the entry is skipped`)
    return outcome(`the environment variable ${variable}, which names its model, is not set`)
  }
  if (model === undefined) {
    required(params, 'model', paramsPath, 'write "provider/model"', context)
    checkKeys(params, paramsPath, vocabularies.litellmParams, report)
    return undefined
  }
  const info = value.model_info
  const mode = isTree(info)
    ? readSetting({ type: 'string' }, info.mode, [...path, 'model_info', 'mode'], reading)
    : undefined
  const providerPath = [...paramsPath, 'custom_llm_provider']
  const customProvider = readSetting(nameSchema, params.custom_llm_provider, providerPath, reading)
  const told = { mode, namesItsServer: namesItsServer(value, context) }
  const found = classifyModel({ model, customProvider, ...told, ownProviders }, lookup)
  if (found.kind === 'skipped') return skipped(found.reason)
  if (found.kind === 'misspelt') report.fault([...paramsPath, 'model'], found.message)
  if (found.kind === 'misspelt' || alias === undefined) {
    // What else is wrong is told of at the same time.
    readParams(value, index, context)
    readModelInfo(value, index, context)
    return undefined
  }
  const stars = starFault(alias, model)
  if (stars !== undefined) report.fault([...paramsPath, 'model'], stars)
  const { provider, model: providerModel } = found
  return { settings: readEntrySettings(value, { index, alias, model, provider, providerModel, ...told }, context) }

  function skipped(reason: string): ReadEntry | undefined {
    report.warn([...paramsPath, 'model'], `"${model}" cannot rerank and is skipped: ${reason}`)
    return outcome(reason)
  }

  function outcome(reason: string): ReadEntry | undefined {
    return alias === undefined ? undefined : { alias, reason }
  }
}

function required(
  tree: Tree,
  key: string,
  path: SettingPath,
  hint: string,
  { environment, report }: EntryContext
): string | undefined {
  const at = [...path, key]
  if (tree[key] === undefined || tree[key] === null) {
    report.fault(at, `is missing; ${hint}`)
    return undefined
  }
  const unset = (_: SettingPath, variable: string) =>
    report.fault(at, `the environment variable ${variable} is not set`)
  return readSetting(nameSchema, tree[key], at, { environment, report, unset })
}

/** A star in the model takes what a star in the name stood for, so there must be one for each. */
function starFault(alias: string, model: string): string | undefined {
  const [named, used] = [alias, model].map((text) => text.split('*').length - 1)
  if (used === 0 || used === named) return undefined
  return `"${model}" has ${used} "*", but model_name "${alias}" has ${named}`
}
