import { formatNotice, type Notice } from '../config/notice.ts'

/** A configuration that cannot be used. The message lists every fault, a line each. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError'
  readonly faults: readonly Notice[]

  constructor(faults: readonly Notice[]) {
    super(faults.map(formatNotice).join('\n'))
    this.faults = faults
  }
}
