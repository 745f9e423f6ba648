import type { RedisSettings } from '../config/redis-settings.ts'

/** One connection to Redis, until it is lost. Nothing here waits for a bounded time: whoever calls does. */
export interface RedisClient {
  ping(): Promise<unknown>
  mGetBuffers(keys: readonly string[]): Promise<readonly (Buffer | null)[]>
  setMany(entries: readonly (readonly [string, Buffer])[], ttlMs: number): Promise<unknown>
  /**
   * All or nothing, in one round trip. What Redis finds only while it does a command (the key holds another type) is an Error in
   * that command's place, and the others are done.
   */
  transact(commands: readonly (readonly string[])[]): Promise<readonly unknown[]>
  /** Ends it at once; what waits for an answer is rejected. */
  destroy(): void
}

export interface RedisClientEvents {
  /** It is of no use any more. May come more than once, and before it was connected. */
  lost(error: Error): void
}

/** Connects to Redis once, without a second try. */
export type OpenRedisClient = (settings: RedisSettings, events: RedisClientEvents) => OpeningClient

export interface OpeningClient {
  readonly opened: Promise<RedisClient>
  /** Gives up, or ends what was opened. */
  destroy(): void
}

/** Up to half a second in which the event loop does nothing else: for who can choose when. The first connection does it too. */
export async function loadRedisClient(): Promise<void> {
  await import('@redis/client')
}

/**
 * The client of node-redis (github.com/redis/node-redis). It is loaded with the first connection, so that nobody pays for it
 * who shares nothing.
 */
export const openRedisClient: OpenRedisClient = (settings, events) => {
  let destroy: () => void = () => undefined
  let isDestroyed = false

  async function open(): Promise<RedisClient> {
    // Named exports of a CommonJS library are Node.js' own guess, which is lost where it is bundled.
    const { createClient, MultiErrorReply, RESP_TYPES } = (await import('@redis/client')).default
    const { host, port, username, password, database, isEncrypted } = settings
    const client = createClient({
      // Redis 6 knows RESP 3, what stands in front of it may not.
      RESP: 2,
      socket: { host, port, reconnectStrategy: false, ...(isEncrypted ? { tls: true, servername: host } : {}) },
      ...(username === undefined ? {} : { username }),
      ...(password === undefined ? {} : { password: password.reveal() }),
      database,
      disableOfflineQueue: true,
      disableClientInfo: true,
      maintNotifications: 'disabled'
    })
    client.on('error', events.lost)
    destroy = () => client.destroy()
    if (!isDestroyed) await client.connect()
    // Behind the SDK it must not keep a process alive that has nothing else to do.
    client.unref()
    const buffers = { typeMapping: { [RESP_TYPES.BLOB_STRING]: Buffer } }
    return {
      ping: () => client.ping(),
      mGetBuffers: (keys) => client.sendCommand<(Buffer | null)[]>(['MGET', ...keys], buffers),
      // Sent in one go, as all commands of one turn are.
      setMany: (entries, ttlMs) =>
        Promise.all(entries.map(([key, value]) => client.sendCommand(['SET', key, value, 'PX', String(ttlMs)]))),
      transact: async (commands) => {
        const multi = client.multi()
        for (const command of commands) multi.addCommand([...command])
        try {
          return await multi.exec()
        } catch (error) {
          if (error instanceof MultiErrorReply) return error.replies
          throw error
        }
      },
      destroy
    }
  }

  return {
    opened: open(),
    destroy: () => {
      isDestroyed = true
      destroy()
    }
  }
}
