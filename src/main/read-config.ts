import { fileURLToPath } from 'node:url'
import type { Config } from '../config/config.ts'
import { type LoadedFile, loadConfig } from '../config/load-config.ts'
import { formatNotice } from '../config/notice.ts'
import { packageFile } from '../server/package-file.ts'
import { type FileStamps, fileStamps } from './file-stamps.ts'
import type { Flags } from './flags.ts'
import type { Terminal } from './terminal.ts'

/** The configuration that comes with rankgate: the embedded reranker under the name `rerank`. */
const ownConfig = new URL('config/gateway.yaml', packageFile)

/** A configuration that can be used, and where it came from. */
export interface ReadConfig {
  readonly config: Config
  readonly digest: string
  /** Absolute paths. */
  readonly files: readonly string[]
  /** The files as they were when they were read. */
  readonly stamps: FileStamps
  /** Reads the same file as it is by now. */
  again(): LoadedFile
}

/** Loads the configuration and tells its warnings, and those of the command line; tells every fault and gives undefined when it cannot be used. */
export function readConfig(
  { config: file = fileURLToPath(ownConfig), isStrict, warnings }: Flags,
  environment: Readonly<Record<string, string | undefined>>,
  terminal: Terminal
): ReadConfig | undefined {
  for (const warning of warnings) terminal.complain(`warning: ${warning}`)
  const again = (): LoadedFile => loadConfig({ file }, { environment, strict: isStrict })
  const loaded = again()
  if ('config' in loaded) {
    for (const warning of loaded.config.warnings) terminal.complain(`warning: ${formatNotice(warning)}`)
    const { config, digest, files } = loaded
    return { config, digest, files, stamps: fileStamps(files), again }
  }
  for (const warning of loaded.warnings) terminal.complain(`warning: ${formatNotice(warning)}`)
  for (const fault of loaded.faults) terminal.complain(`${terminal.paint.bad('fault:')} ${formatNotice(fault)}`)
  const { length } = loaded.faults
  terminal.complain(`${file}: ${length === 1 ? '1 fault' : `${length} faults`}; nothing was started`)
  return undefined
}
