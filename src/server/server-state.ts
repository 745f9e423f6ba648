import type { ReloadStatus } from './reload-status.ts'

/** What changes while a server lives. */
export interface ServerState {
  /** Set on SIGTERM: readiness fails and connections are told to close, while requests are still served. */
  isDraining: boolean
  /** How the configuration came to be; undefined where it is no file's. */
  reload?: ReloadStatus
}
