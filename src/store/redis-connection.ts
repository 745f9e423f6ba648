/** What the stores need of Redis. It answers in a bounded time; what fails or is late is absent, and never thrown. */
export interface RedisConnection {
  /** False while Redis is resting after failures: then nothing is asked. */
  isUsable(): boolean
  /** The values of these keys in one round trip, undefined where there is none. */
  mGetBuffers(keys: readonly string[]): Promise<readonly (Buffer | undefined)[]>
  /** Sets these keys in one round trip. */
  setMany(entries: readonly (readonly [string, Buffer])[], ttlMs: number): Promise<void>
}
