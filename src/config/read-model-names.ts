import type { EntryContext } from './entry-context.ts'
import { groupByName } from './group-deployments.ts'
import { readAliases, type WrittenAliases } from './model-aliases.ts'
import { nameMeaning } from './name-meaning.ts'
import { readModelList } from './read-model-list.ts'
import type { ModelNames } from './resolve-model.ts'
import type { Tree } from './tree.ts'

/** Reads `model_list` and the aliases: all that a client may name. */
export function readModelNames(root: Tree, written: WrittenAliases, context: EntryContext): ModelNames {
  const { deployments, wildcards, skipped } = readModelList(root, context)
  const groups = groupByName(deployments, ({ alias }) => alias)

  const listed: ModelNames = { deployments, groups, aliases: new Map(), wildcards, skipped }
  const aliases = readAliases(written, { groups, meaning: (name) => nameMeaning(listed, name) }, context.report)

  return { ...listed, aliases: aliases.aliases, skipped: new Map([...aliases.skipped, ...skipped]) }
}
