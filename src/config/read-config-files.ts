import { dirname, isAbsolute, join, resolve } from 'node:path'
import { isPipe } from './is-pipe.ts'
import { mergeTrees } from './merge-trees.ts'
import type { Notice } from './notice.ts'
import { Positions } from './positions.ts'
import { readTextFile } from './read-text-file.ts'
import { readYaml } from './read-yaml.ts'
import { formatPath, type SettingPath } from './setting-path.ts'
import { isTree, type Tree } from './tree.ts'

/** Files that include files that include files. */
const maxDepth = 10
/** Files in all. */
const maxFiles = 100

export interface ConfigFiles {
  /** Undefined when the first file could not be read at all. */
  readonly root: Tree | undefined
  readonly positions: Positions
  readonly faults: readonly Notice[]
  readonly warnings: readonly Notice[]
  /** Absolute paths of all that was read, or should have been. */
  readonly files: readonly string[]
}

interface Reading {
  readonly positions: Positions
  readonly faults: Notice[]
  readonly warnings: Notice[]
  /** Absolute paths of all files read so far. */
  readonly seen: Set<string>
}

/** Who asked for a file, to say where a problem with it comes from. */
interface Asked {
  readonly place: Omit<Notice, 'message'>
  /** Absolute paths of the files that led here, outermost first. */
  readonly chain: readonly string[]
}

/** Reads a configuration file and all that it includes, as one tree. */
export function readConfigFiles(file: string): ConfigFiles {
  const reading: Reading = { positions: new Positions(), faults: [], warnings: [], seen: new Set() }
  const place = { file, line: undefined, column: undefined, path: '' }
  const root = readFile(file, { place, chain: [] }, reading)
  const { positions, faults, warnings, seen } = reading
  return { root, positions, faults, warnings, files: [...seen] }
}

function readFile(file: string, { place, chain }: Asked, reading: Reading): Tree | undefined {
  const absolute = resolve(file)
  const problem = refusal(absolute, chain, reading.seen)
  reading.seen.add(absolute)
  const read = problem === undefined ? readTextFile(file) : { problem }
  if ('problem' in read) {
    const subject = chain.length === 0 ? '' : `the file ${file} `
    reading.faults.push({ ...place, message: `${subject}${read.problem}` })
    return undefined
  }
  const { root, faults } = readYaml({ file, text: read.text }, reading.positions)
  reading.faults.push(...faults)
  return root === undefined ? undefined : withIncluded(root, file, [...chain, absolute], reading)
}

function refusal(absolute: string, chain: readonly string[], seen: ReadonlySet<string>): string | undefined {
  if (chain.includes(absolute)) return 'includes itself'
  if (seen.has(absolute)) return 'is included twice'
  if (chain.length > maxDepth) return `is included more than ${maxDepth} levels deep`
  // A second worker, and a reload, would wait for its text for good.
  if (chain.length > 0 && isPipe(absolute)) return 'is a pipe, which can be read once: include a regular file'
  return seen.size >= maxFiles ? `is one of more than ${maxFiles} files` : undefined
}

function withIncluded(root: Tree, file: string, chain: readonly string[], reading: Reading): Tree {
  const { include } = root
  if (include === undefined || include === null) return root
  const { positions, faults, warnings } = reading
  const placeOf = (path: SettingPath) => {
    const place = positions.find(root, path)
    return { file, line: place?.line, column: place?.column, path: formatPath(path) }
  }
  const isList = Array.isArray(include)
  let merged = root
  for (const [index, name] of (isList ? include : [include]).entries()) {
    const path = isList ? ['include', index] : ['include']
    if (typeof name !== 'string' || name === '') {
      faults.push({ ...placeOf(path), message: 'must be a list of files' })
      continue
    }
    const included = readFile(
      isAbsolute(name) ? name : join(dirname(file), name),
      { place: placeOf(path), chain },
      reading
    )
    if (!isTree(included)) continue
    const { tree, replaced } = mergeTrees(merged, included, positions)
    for (const setting of replaced) {
      const message = `replaces ${formatPath(setting)}, which was set before it was included`
      warnings.push({ ...placeOf(path), message: `${name} ${message}` })
    }
    merged = tree
  }
  return merged
}
