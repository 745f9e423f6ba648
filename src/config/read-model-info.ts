import { faultTypos } from './check-keys.ts'
import type { EntryContext } from './entry-context.ts'
import { readSetting } from './read-setting.ts'
import { warningWhenUnset } from './reading.ts'
import { modelInfoSchema } from './schema/model-info.ts'
import type { ValueOf } from './schema/value-of.ts'
import { isTree, type Tree } from './tree.ts'
import { vocabularies } from './vocabularies.ts'

export interface ReadInfo {
  readonly typed: ValueOf<typeof modelInfoSchema>
  /** All of it. */
  readonly shown: Readonly<Record<string, unknown>>
}

/** Reads `model_info`. */
export function readModelInfo(entry: Tree, index: number, context: EntryContext): ReadInfo {
  const path = ['model_list', index, 'model_info']
  if (isTree(entry.model_info)) faultTypos(entry.model_info, path, vocabularies.modelInfo, context.report)
  // Read twice, told of once.
  const typed = readSetting(modelInfoSchema, entry.model_info, path, { ...context, unset: () => undefined }) ?? {}
  const shown = readSetting({}, entry.model_info, path, warningWhenUnset(context))
  return { typed, shown: isTree(shown) ? shown : {} }
}
