import type { FastifyBaseLogger } from 'fastify'
import { doorFault } from '../access/door-policy.ts'
import type { After } from '../clock/timers.ts'
import type { Config } from '../config/config.ts'
import type { LoadedFile } from '../config/load-config.ts'
import { formatNotice } from '../config/notice.ts'
import type { Gateway } from '../gateway/gateway.ts'
import type { ServerState } from '../server/server-state.ts'
import { fileStamps } from './file-stamps.ts'
import { FileWatch } from './file-watch.ts'
import { changedFixedSettings } from './fixed-settings.ts'
import type { ReadConfig } from './read-config.ts'
import { isReadOnce } from './read-once.ts'

export interface ReloadingParts {
  readonly read: ReadConfig
  readonly host: string
  readonly gateway: Pick<Gateway, 'config' | 'reload'>
  readonly log: Pick<FastifyBaseLogger, 'info' | 'warn' | 'error'>
  readonly state: ServerState
  readonly after: After
  /** Milliseconds since 1970. */
  readonly now: () => number
}

/** Takes on changed configurations while serving: whole when they are valid, and not at all otherwise (promise P15). */
export interface Reloading {
  /** Reads the files again. Never throws. */
  reload(): void
}

/** Begins to watch the files, where the configuration says so. */
export function startReloading({ read, host, gateway, log, state, after, now }: ReloadingParts): Reloading {
  let { files, stamps } = read
  state.reload = { loadedAt: now(), digest: read.digest, lastError: undefined }
  const watch = new FileWatch({ after, changed: reload })
  watchFiles()

  function reload(): void {
    // A server that stops takes nothing on.
    if (state.isDraining) return
    // What changes from here on is news, whether it is read now or not.
    const before = fileStamps(files)
    const gone = files.filter(isReadOnce)
    try {
      if (gone.length > 0)
        refuse(gone.map((file) => `${file} is no regular file, and has been read: restart to change it`))
      else readAgain()
    } catch (error) {
      refuse([error instanceof Error ? error.message : String(error)])
    }
    stamps = fileStamps(files, before)
    watchFiles()
  }

  function readAgain(): void {
    const loaded = read.again()
    ;({ files } = loaded)
    const faults = faultsOf(loaded, host)
    if ('config' in loaded && faults.length === 0) takeOn(loaded.config, loaded.digest)
    else refuse(faults)
  }

  function takeOn(config: Config, digest: string): void {
    for (const warning of config.warnings) log.warn({ warning: formatNotice(warning) }, 'configuration warning')
    const fixed = changedFixedSettings(read.config, config)
    if (fixed.length > 0) log.warn({ settings: fixed }, 'changed settings take effect after a restart')
    gateway.reload(config)
    state.reload = { loadedAt: now(), digest, lastError: undefined }
    log.info({ digest, models: config.groups.size }, 'configuration reloaded')
  }

  function refuse(faults: readonly string[]): void {
    const { loadedAt = now(), digest = '' } = state.reload ?? {}
    state.reload = { loadedAt, digest, lastError: { at: now(), faults } }
    for (const fault of faults) log.error({ fault }, 'configuration fault')
    log.error({ faults: faults.length, digest }, 'configuration not reloaded: the old one goes on serving')
  }

  function watchFiles(): void {
    watch.watch(gateway.config.reloadsOnChange ? stamps : undefined)
  }

  return { reload }
}

function faultsOf(loaded: LoadedFile, host: string): readonly string[] {
  if ('faults' in loaded) return loaded.faults.map(formatNotice)
  const fault = doorFault(host, loaded.config.masterKey)
  return fault === undefined ? [] : [fault]
}
