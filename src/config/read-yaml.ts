import { LineCounter, parseAllDocuments } from 'yaml'
import type { Notice } from './notice.ts'
import type { Positions } from './positions.ts'
import { formatPath, type SettingPath } from './setting-path.ts'
import { isTree, type Tree } from './tree.ts'
import { yamlFault } from './yaml-fault.ts'
import { yamlToTree } from './yaml-to-tree.ts'

/** One hostile line can be wrong in a million places. */
const mostFaults = 20

export interface YamlText {
  readonly file: string
  readonly text: string
}

export interface ReadYaml {
  /** Undefined when the text could not be understood at all. */
  readonly root: Tree | undefined
  readonly faults: readonly Notice[]
}

/** Reads one YAML file as a plain tree, without trusting it: no tags, no repeated keys, no bombs. Notes where all of it stands. */
export function readYaml({ file, text }: YamlText, positions: Positions): ReadYaml {
  const lines = new LineCounter()
  const faults: Notice[] = []
  const placeAt = (offset: number) => {
    const { line, col } = lines.linePos(offset)
    return { file, line: Math.max(line, 1), column: Math.max(col, 1) }
  }
  const faultAt = (offset: number | undefined, path: SettingPath, message: string) => {
    const place = offset === undefined ? { file, line: undefined, column: undefined } : placeAt(offset)
    if (faults.length < mostFaults) faults.push({ ...place, path: formatPath(path), message })
  }
  // Repeated keys are looked for in yaml-to-tree: the parser's own search takes time by the square of their number.
  const options = {
    lineCounter: lines,
    uniqueKeys: false,
    prettyErrors: false,
    logLevel: 'silent',
    merge: false
  } as const
  const documents = parseAllDocuments(text, options)
  if (!Array.isArray(documents)) return nothing('is empty; it needs a model_list')
  const [document, second] = documents
  if (second !== undefined) faultAt(second.range[0], [], 'a second YAML document begins here; one file holds one')
  const complaints = [...(document?.errors ?? []), ...(document?.warnings ?? [])]
  // What the parser says after it ran out of stack is noise.
  const tooDeep = complaints.find(({ code }) => code === 'RESOURCE_EXHAUSTION')
  if (tooDeep !== undefined) faultAt(tooDeep.pos[0], [], 'is nested too deeply')
  else for (const complaint of complaints) faultAt(complaint.pos[0], [], `is not valid YAML: ${yamlFault(complaint)}`)
  if (faults.length > 0) return { root: undefined, faults }
  const contents = document?.contents
  if (contents === null || contents === undefined) return nothing('is empty; it needs a model_list')
  const root = yamlToTree(contents, {
    note: (container, key, offset) => positions.set(container, key, placeAt(offset)),
    faultAt
  })
  if (isTree(root)) return { root, faults }
  if (faults.length === 0) faultAt(0, [], 'must be a mapping of settings, with a model_list')
  return { root: undefined, faults }

  function nothing(message: string): ReadYaml {
    faultAt(undefined, [], message)
    return { root: undefined, faults }
  }
}
