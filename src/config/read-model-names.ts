import type { EntryContext } from './entry-context.ts'
import { groupByName } from './group-deployments.ts'
import { readAliases, type WrittenAliases } from './model-aliases.ts'
import { readModelList } from './read-model-list.ts'
import type { ModelNames } from './resolve-model.ts'
import type { Tree } from './tree.ts'
import { matchPattern, parsePattern } from './wildcard-pattern.ts'

/** Reads `model_list` and the aliases: all that a client may name. */
export function readModelNames(root: Tree, written: WrittenAliases, context: EntryContext): ModelNames {
  const { deployments, wildcards, skipped } = readModelList(root, context)
  const groups = groupByName(deployments, ({ alias }) => alias)

  const ids = new Set(deployments.map(({ id }) => id))
  const names = [...wildcards.map(({ pattern }) => pattern), ...skipped.keys()]
  const patterns = names.filter((name) => name.includes('*')).map(parsePattern)
  const isKnown = (name: string) =>
    ids.has(name) || patterns.some((pattern) => matchPattern(pattern, name) !== undefined)
  const aliases = readAliases(written, { groups, skipped, isKnown }, context.report)

  return {
    deployments,
    groups,
    aliases: aliases.aliases,
    wildcards,
    skipped: new Map([...aliases.skipped, ...skipped])
  }
}
