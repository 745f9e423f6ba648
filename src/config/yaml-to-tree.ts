import { type Alias, isAlias, isMap, isScalar, isSeq, type Node, type Pair, type Scalar } from 'yaml'
import type { SettingPath } from './setting-path.ts'

/** Deeper than any setting; shallow enough for every recursion over the tree. */
const maxDepth = 100
/** Values that aliases may repeat in all. A bomb makes billions. */
const maxRepeated = 200_000

export interface YamlNotes {
  /** Told where each key and item stands. */
  readonly note: (container: object, key: string | number, offset: number) => void
  readonly faultAt: (offset: number | undefined, path: SettingPath, message: string) => void
}

interface Walk extends YamlNotes {
  /** By name, the latest node that carries it: what an alias means. */
  readonly anchors: Map<string, Node>
  /** Anchored nodes being repeated right now, outermost first. */
  readonly repeating: Node[]
  repeated: number
}

/** Turns parsed YAML into plain values. Aliases become copies; what may not be becomes a fault. */
export function yamlToTree(node: Node, notes: YamlNotes): unknown {
  return convert(node, [], { ...notes, anchors: new Map(), repeating: [], repeated: 0 })
}

function convert(node: unknown, path: SettingPath, walk: Walk): unknown {
  if (isAlias(node)) return convertAlias(node, path, walk)
  if (!isMap(node) && !isSeq(node) && !isScalar(node)) return undefined
  if (walk.repeating.length > 0 && ++walk.repeated > maxRepeated) {
    if (walk.repeated === maxRepeated + 1)
      walk.faultAt(startOf(node), path, `aliases repeat more than ${maxRepeated} values`)
    return undefined
  }
  if (path.length > maxDepth) {
    walk.faultAt(startOf(node), path.slice(0, 5), `is nested more than ${maxDepth} levels deep`)
    return undefined
  }
  if (node.anchor !== undefined && walk.repeating.length === 0) walk.anchors.set(node.anchor, node)
  if (isScalar(node)) return scalarValue(node, path, walk)
  if (isSeq(node)) return convertList(node.items, path, walk)
  return convertMapping(node.items, path, walk)
}

function convertAlias(alias: Alias, path: SettingPath, walk: Walk): unknown {
  const node = walk.anchors.get(alias.source)
  if (node === undefined || walk.repeating.includes(node)) {
    // Its name is not told: a secret that begins with an asterisk looks like one.
    const reason = node === undefined ? 'names no anchor before it' : 'repeats itself'
    walk.faultAt(startOf(alias), path, `the alias ${reason}; put a value that begins with * in quotes`)
    return undefined
  }
  walk.repeating.push(node)
  const value = convert(node, path, walk)
  walk.repeating.pop()
  return value
}

function convertList(items: readonly unknown[], path: SettingPath, walk: Walk): unknown[] {
  const list: unknown[] = []
  for (const [index, item] of items.entries()) {
    walk.note(list, index, startOf(item))
    list.push(convert(item, [...path, index], walk))
  }
  return list
}

function convertMapping(pairs: readonly Pair[], path: SettingPath, walk: Walk): object {
  const members = new Map<string, unknown>()
  const places = new Map<string, number>()
  const merged = new Set<string>()
  for (const { key, value } of pairs) {
    const offset = startOf(key)
    const name = keyName(key)
    if (name === undefined || name === '__proto__') {
      walk.faultAt(offset, path, `${name ?? 'a list or mapping'} cannot be a key`)
    } else if (name === '<<' && isScalar(key) && key.type === 'PLAIN') {
      mergeInto(members, convert(value, path, walk), { path, offset, walk, merged, places })
    } else if (members.has(name) && !merged.has(name)) {
      walk.faultAt(offset, [...path, name], 'is given twice in the same mapping')
    } else {
      merged.delete(name)
      members.set(name, convert(value, [...path, name], walk))
      places.set(name, offset)
    }
  }
  const mapping = Object.fromEntries(members)
  for (const [name, offset] of places) walk.note(mapping, name, offset)
  return mapping
}

interface Merge {
  readonly path: SettingPath
  readonly offset: number
  readonly walk: Walk
  /** Keys that came by merging, which the mapping's own may replace. */
  readonly merged: Set<string>
  readonly places: Map<string, number>
}

/** YAML's merge key: the mapping's own keys win, then earlier merged ones. */
function mergeInto(members: Map<string, unknown>, value: unknown, { path, offset, walk, merged, places }: Merge): void {
  for (const source of Array.isArray(value) ? value : [value]) {
    if (typeof source !== 'object' || source === null || Array.isArray(source)) {
      walk.faultAt(offset, path, 'only mappings can be merged with <<')
      continue
    }
    for (const [name, member] of Object.entries(source)) {
      if (members.has(name)) continue
      members.set(name, member)
      merged.add(name)
      places.set(name, offset)
    }
  }
}

function keyName(key: unknown): string | undefined {
  return isScalar(key) ? String(key.value) : undefined
}

function scalarValue({ value, range }: Scalar, path: SettingPath, walk: Walk): unknown {
  if (typeof value === 'bigint') return Number(value)
  if (typeof value !== 'object' || value === null) return value
  walk.faultAt(range?.[0], path, 'has a YAML tag that is not supported')
  return undefined
}

function startOf(node: unknown): number {
  return (node as Node | null)?.range?.[0] ?? 0
}
