import type { Positions } from './positions.ts'
import type { SettingPath } from './setting-path.ts'
import { isTree, type Tree } from './tree.ts'

export interface MergedTrees {
  readonly tree: Tree
  /** Settings of the first tree that the second one replaced. */
  readonly replaced: readonly SettingPath[]
}

/**
 * Adds an included file to the one that includes it: lists are joined, sections are merged key by key, and where both set
 * a key the included file wins, as with LiteLLM.
 */
export function mergeTrees(including: Tree, included: Tree, positions: Positions): MergedTrees {
  const replaced: SettingPath[] = []
  const members = new Map(Object.entries(including))
  for (const [key, value] of Object.entries(included)) {
    if (key === 'include') continue
    const before = members.get(key)
    if (Array.isArray(before) && Array.isArray(value)) members.set(key, joined(before, value, positions))
    else if (isTree(before) && isTree(value)) {
      replaced.push(...Object.keys(value).flatMap((name) => (Object.hasOwn(before, name) ? [[key, name]] : [])))
      members.set(key, combined(Object.entries({ ...before, ...value }), [before, value], positions))
    } else {
      if (before !== undefined && before !== null) replaced.push([key])
      members.set(key, value)
    }
  }
  return { tree: combined([...members], [including, included], positions), replaced }
}

function joined(first: readonly unknown[], second: readonly unknown[], positions: Positions): unknown[] {
  const list = [...first, ...second]
  for (const index of list.keys()) {
    const [source, at] = index < first.length ? [first, index] : [second, index - first.length]
    copyPlace(list, index, positions.get(source, at), positions)
  }
  return list
}

/** A mapping of the entries, each with its place in the last of the sources that has one. */
function combined(entries: [string, unknown][], sources: readonly Tree[], positions: Positions): Tree {
  const tree = Object.fromEntries(entries)
  for (const key of Object.keys(tree)) {
    for (const source of sources) copyPlace(tree, key, positions.get(source, key), positions)
  }
  return tree
}

function copyPlace(container: object, key: string | number, place: ReturnType<Positions['get']>, positions: Positions) {
  if (place !== undefined) positions.set(container, key, place)
}
