import { faultTypos, misplaced } from './check-keys.ts'
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

/**
 * Settings of an entry that would pass here as mere information. LiteLLM reads rpm and tpm here too; the rest is often
 * put here by mistake.
 */
const mistaken = [
  ...[
    'rpm',
    'tpm',
    'weight',
    'order',
    'max_parallel_requests',
    'cooldown_time',
    'num_retries',
    'max_retries',
    'timeout'
  ],
  ...['contract', 'normalize']
]

/** Reads `model_info`. */
export function readModelInfo(entry: Tree, index: number, context: EntryContext): ReadInfo {
  const path = ['model_list', index, 'model_info']
  if (isTree(entry.model_info)) {
    faultTypos(entry.model_info, path, vocabularies.modelInfo, context.report)
    for (const key of mistaken) {
      const value = entry.model_info[key]
      const problem = value === undefined || value === null ? undefined : misplaced(key, path)
      if (problem !== undefined) context.report.warn([...path, key], problem)
    }
  }
  // Read twice, told of once.
  const typed = readSetting(modelInfoSchema, entry.model_info, path, { ...context, unset: () => undefined }) ?? {}
  const shown = readSetting({}, entry.model_info, path, warningWhenUnset(context))
  return { typed, shown: isTree(shown) ? shown : {} }
}
