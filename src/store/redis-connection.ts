/** A Redis for what is only worth having when it comes at once. */
export interface RedisConnection {
  /** Whether it answers, as far as is known. Never waits; looks after a lost connection in the background. */
  isUsable(): boolean
  /** @throws StoreError when no answer came in time */
  mGetBuffers(keys: readonly string[]): Promise<(Buffer | undefined)[]>
  /** @throws StoreError when no answer came in time; whether they were set is not known then */
  setMany(entries: readonly (readonly [string, Buffer])[], ttlMs: number): Promise<void>
}
