import type { Secret } from '../secret/secret.ts'

/** The Redis (6 or newer) or Valkey that processes share. */
export interface RedisSettings {
  readonly host: string
  readonly port: number
  readonly username: string | undefined
  readonly password: Secret | undefined
  readonly database: number
  readonly isEncrypted: boolean
}
