import type { Environment, Provider } from '../providers/provider.ts'
import { findProvider, providerNames } from '../providers/registry.ts'
import { buildConfig } from './build-config.ts'
import type { Config } from './config.ts'
import { configDigest } from './config-digest.ts'
import { copyTree } from './copy-tree.ts'
import { deepFreeze } from './deep-freeze.ts'
import type { Notice } from './notice.ts'
import { readConfigFiles } from './read-config-files.ts'
import { Report, type ReportSource } from './report.ts'
import { sortNotices } from './sort-notices.ts'
import { isTree } from './tree.ts'

/** What to call a configuration that is in no file. */
const valueName = 'configuration'

export interface LoadOptions {
  readonly environment: Environment
  /** Makes every warning a fault. */
  readonly strict?: boolean
  /** The registry's, unless a test has its own. */
  readonly findProvider?: (name: string) => Provider | undefined
  readonly providerNames?: readonly string[]
}

/** A whole configuration, or everything that is wrong with it. */
export type LoadedConfig =
  | { readonly config: Config }
  | { readonly faults: readonly Notice[]; readonly warnings: readonly Notice[] }

/** What was loaded from files. */
export type LoadedFile = LoadedConfig & {
  /** Absolute paths of the file and all that it includes, or should. */
  readonly files: readonly string[]
  /** Stands for what the files say, secrets aside. */
  readonly digest: string
}

/** Reads a configuration file, and all that it includes. Synchronous, so that it is of one moment. */
export function loadConfig({ file }: { readonly file: string }, options: LoadOptions): LoadedFile {
  const { root, positions, faults, warnings, files } = readConfigFiles(file)
  if (root === undefined) return { faults, warnings, files, digest: configDigest({}) }
  return { ...checked({ root, file, positions }, { faults, warnings }, options), files, digest: configDigest(root) }
}

/** Checks a configuration that is a value already, of the same shape as the file. */
export function configFromValue(value: unknown, options: LoadOptions): LoadedConfig {
  const { copy: root, problem } = copyTree(value)
  if (problem === undefined) return checked({ root, file: valueName }, { faults: [], warnings: [] }, options)
  const notice = { file: valueName, line: undefined, column: undefined, path: problem.path, message: problem.message }
  return { faults: [notice], warnings: [] }
}

interface Notices {
  readonly faults: readonly Notice[]
  readonly warnings: readonly Notice[]
}

function checked(source: ReportSource, before: Notices, options: LoadOptions): LoadedConfig {
  const report = new Report(source)
  const lookup = {
    findProvider: options.findProvider ?? findProvider,
    providerNames: options.providerNames ?? providerNames
  }
  const tree = isTree(source.root) ? source.root : {}
  const config = buildConfig(tree, { environment: options.environment, lookup }, report)
  const found = { faults: [...before.faults, ...report.faults], warnings: [...before.warnings, ...report.warnings] }
  const { faults, warnings } = options.strict === true ? strictly(found) : found
  if (faults.length > 0) return { faults: sortNotices(faults), warnings: sortNotices(warnings) }
  return { config: Object.freeze({ ...config, warnings: deepFreeze(sortNotices(warnings)) }) }
}

function strictly({ faults, warnings }: Notices): Notices {
  return { faults: [...faults, ...warnings], warnings: [] }
}
