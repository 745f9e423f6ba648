import type { Clock } from '../clock/clock.ts'
import type { After } from '../clock/timers.ts'
import type { RedisSettings } from '../config/redis-settings.ts'
import { Circuit } from './circuit.ts'
import type { OpenRedisClient, RedisClient } from './redis-client.ts'
import type { RedisConnection } from './redis-connection.ts'
import { StoreError } from './store-error.ts'
import { timeBoxed } from './time-boxed.ts'

/** Connecting, with name look-up, TLS and password. Nobody waits for it. */
const openBoxMs = 3000
/** What a request may wait for, and so the most that a trial may take. */
const askBoxMs = 100
/** What goes on in the background. */
const exchangeBoxMs = 500

/** How it stands with Redis. */
export interface RedisStatus {
  readonly redis: 'connecting' | 'connected' | 'unreachable'
  /** Milliseconds since 1970. */
  readonly since: number
  /** What went wrong; undefined when nothing did. */
  readonly reason: string | undefined
}

export interface RedisLinkParts {
  readonly open: OpenRedisClient
  readonly clock: Clock
  readonly after: After
  readonly random: () => number
  /** Milliseconds since 1970. */
  readonly epochNow: () => number
  /** Told when Redis has come or gone, once for each. */
  readonly changed: (status: RedisStatus) => void
}

/**
 * A connection to Redis that is given up when it fails and looked after when somebody asks for it: behind a circuit, with
 * every answer in its time, and never with a wait for a connection.
 */
export class RedisLink implements RedisConnection {
  readonly #settings: RedisSettings
  readonly #parts: RedisLinkParts
  readonly #circuit: Circuit
  #status: RedisStatus
  #client: RedisClient | undefined
  #isClosed = false

  constructor(settings: RedisSettings, parts: RedisLinkParts) {
    this.#settings = settings
    this.#parts = parts
    this.#circuit = new Circuit(parts.clock, parts.random)
    this.#status = { redis: 'connecting', since: parts.epochNow(), reason: undefined }
  }

  isUsable(): boolean {
    if (this.#client !== undefined) return true
    if (!this.#isClosed && this.#circuit.mayTry()) void this.#connect()
    return false
  }

  /** Looks after the connection, as `isUsable` does. */
  status(): RedisStatus {
    this.isUsable()
    return this.#status
  }

  async mGetBuffers(keys: readonly string[]): Promise<(Buffer | undefined)[]> {
    const found = await this.#ask(askBoxMs, (client) => client.mGetBuffers(keys))
    return found.map((value) => value ?? undefined)
  }

  async setMany(entries: readonly (readonly [string, Buffer])[], ttlMs: number): Promise<void> {
    await this.#ask(exchangeBoxMs, (client) => client.setMany(entries, ttlMs))
  }

  /**
   * Does all commands or none, in one round trip. One that Redis refused for its key alone gives a StoreError, which says
   * nothing of the connection. @throws StoreError
   */
  async transact(commands: readonly (readonly string[])[]): Promise<readonly unknown[]> {
    const replies = await this.#ask(exchangeBoxMs, (client) => client.transact(commands))
    return replies.map((reply) => (reply instanceof Error ? new StoreError(this.#reason(reply)) : reply))
  }

  close(): void {
    this.#isClosed = true
    this.#client?.destroy()
    this.#client = undefined
  }

  async #ask<Value>(boxMs: number, question: (client: RedisClient) => Promise<Value>): Promise<Value> {
    const client = this.#client
    if (client === undefined) throw new StoreError('redis is unreachable')
    try {
      const value = await timeBoxed(question(client), boxMs, this.#parts.after)
      if (client === this.#client) this.#circuit.succeeded()
      return value
    } catch (error) {
      const reason = this.#reason(error)
      if (client === this.#client) {
        this.#circuit.failed()
        if (!this.#circuit.isClosed) this.#giveUp(client, reason)
      }
      throw new StoreError(`redis: ${reason}`)
    }
  }

  async #connect(): Promise<void> {
    const { open, after } = this.#parts
    let lost: unknown
    const opening = open(this.#settings, {
      lost: (error) => {
        lost ??= error
        if (client !== undefined) this.#lost(client, error)
      }
    })
    let client: RedisClient | undefined
    try {
      const opened = await timeBoxed(opening.opened, openBoxMs, after)
      await timeBoxed(opened.ping(), askBoxMs, after)
      if (this.#isClosed || lost !== undefined) throw new StoreError('lost while it was opened')
      client = opened
      this.#client = client
      this.#circuit.succeeded()
      this.#tell('connected', undefined)
    } catch (error) {
      opening.destroy()
      this.#circuit.failed()
      if (!this.#isClosed) this.#tell('unreachable', this.#reason(lost ?? error))
    }
  }

  #lost(client: RedisClient, error: Error): void {
    if (client !== this.#client) return
    this.#circuit.broke()
    this.#giveUp(client, this.#reason(error))
  }

  #giveUp(client: RedisClient, reason: string): void {
    this.#client = undefined
    client.destroy()
    this.#tell('unreachable', reason)
  }

  #tell(redis: 'connected' | 'unreachable', reason: string | undefined): void {
    const isNews = redis !== this.#status.redis
    const since = isNews ? this.#parts.epochNow() : this.#status.since
    this.#status = { redis, since, reason }
    if (isNews) this.#parts.changed(this.#status)
  }

  /** What went wrong, for people, in one line and without the password. */
  #reason(error: unknown): string {
    const { message = '', code = '' } = error as { message?: string; code?: string }
    const text = (message || code || 'no connection').split('\n', 1)[0] ?? ''
    const password = this.#settings.password?.reveal() ?? ''
    return password === '' ? text : text.replaceAll(password, '[secret]')
  }
}
