import { fileURLToPath } from 'node:url'
import type { Config } from '../config/config.ts'
import { loadConfig } from '../config/load-config.ts'
import { formatNotice } from '../config/notice.ts'
import type { Flags } from './flags.ts'
import type { Terminal } from './terminal.ts'

/** The configuration that comes with rankgate: the embedded reranker under the name `rerank`. */
const ownConfig = new URL('../../config/gateway.yaml', import.meta.url)

/** Loads the configuration and tells its warnings; tells every fault and gives undefined when it cannot be used. */
export function readConfig(
  { config: file = fileURLToPath(ownConfig), isStrict }: Flags,
  environment: Readonly<Record<string, string | undefined>>,
  terminal: Terminal
): Config | undefined {
  const loaded = loadConfig({ file }, { environment, strict: isStrict })
  if ('config' in loaded) {
    for (const warning of loaded.config.warnings) terminal.complain(`warning: ${formatNotice(warning)}`)
    return loaded.config
  }
  for (const warning of loaded.warnings) terminal.complain(`warning: ${formatNotice(warning)}`)
  for (const fault of loaded.faults) terminal.complain(`${terminal.paint.bad('fault:')} ${formatNotice(fault)}`)
  const { length } = loaded.faults
  terminal.complain(`${file}: ${length === 1 ? '1 fault' : `${length} faults`}; nothing was started`)
  return undefined
}
