import type { Pool } from 'undici'
import type { Deadline } from '../clock/deadline.ts'
import { receiveAnswer } from './receive-answer.ts'
import { isSentWhole } from './sent-bodies.ts'
import { UndiciPool } from './undici-pool.ts'
import type { UpstreamAnswer, UpstreamCall } from './upstream-call.ts'
import { classifyUpstreamError, UpstreamError } from './upstream-error.ts'

export interface UpstreamOptions {
  /** Sockets to one origin at most; further calls wait for one within their deadline. */
  readonly connectionsPerOrigin: number
  readonly connectTimeoutMs: number
  /** Asked for with each call: a configuration may change it. */
  readonly maxAnswerBytes: () => number
}

export const defaultUpstreamOptions: UpstreamOptions = {
  connectionsPerOrigin: 256,
  connectTimeoutMs: 10_000,
  maxAnswerBytes: () => 64 * 1024 * 1024
}

/** The one sender of HTTP calls to providers: keep-alive pools by origin, no redirects, no retries. */
export interface Upstream {
  /** @throws UpstreamError when no whole answer came by the deadline, or `signal` fired first */
  send(call: UpstreamCall, deadline: Deadline, signal: AbortSignal): Promise<UpstreamAnswer>
  /** Closes the connections to all other origins, except where calls are in flight. */
  retire(originsInUse: ReadonlySet<string>): void
  /** Waits for calls in flight, then closes every connection. */
  close(): Promise<void>
}

export function createUpstream(options: UpstreamOptions = defaultUpstreamOptions): Upstream {
  const pools = new Map<string, Pool>()

  // Origins come from the configuration alone, so the map is bounded by it.
  function poolOf(origin: string): Pool {
    let pool = pools.get(origin)
    if (pool === undefined) {
      pool = new UndiciPool(origin, {
        connections: options.connectionsPerOrigin,
        pipelining: 1,
        connect: { timeout: options.connectTimeoutMs },
        // The deadline covers headers and body; undici's own timers would be a second opinion.
        headersTimeout: 0,
        bodyTimeout: 0
      })
      pools.set(origin, pool)
    }
    return pool
  }

  return {
    async send(call, deadline, signal) {
      try {
        return await exchange(poolOf(call.url.origin), call, { deadline, signal, maxBytes: options.maxAnswerBytes() })
      } catch (error) {
        throw classifyUpstreamError(error)
      }
    },
    retire(originsInUse) {
      for (const [origin, pool] of pools) {
        const { running, pending, queued } = pool.stats
        if (originsInUse.has(origin) || running + pending + queued > 0) continue
        pools.delete(origin)
        void pool.close()
      }
    },
    async close() {
      await Promise.all([...pools.values()].map((pool) => pool.close()))
      pools.clear()
    }
  }
}

interface Bounds {
  readonly deadline: Deadline
  readonly signal: AbortSignal
  readonly maxBytes: number
}

function exchange(pool: Pool, call: UpstreamCall, { deadline, signal, maxBytes }: Bounds): Promise<UpstreamAnswer> {
  return new Promise((resolve, reject) => {
    const { url, method, headers, body } = call
    const isCallSent = (): boolean => body === undefined || isSentWhole(body)
    const receiver = receiveAnswer({ maxBytes, isCallSent, resolve: settle(resolve), reject: settle(reject) })
    const cancel = (): void => receiver.abort(new UpstreamError('cancelled', 'was cancelled'))
    const timer = setTimeout(() => {
      receiver.abort(new UpstreamError('timeout', `did not answer within ${deadline.budgetMs} ms`))
    }, deadline.remainingMs())

    function settle<Value>(finish: (value: Value) => void): (value: Value) => void {
      return (value) => {
        clearTimeout(timer)
        signal.removeEventListener('abort', cancel)
        finish(value)
      }
    }

    signal.addEventListener('abort', cancel, { once: true })
    if (signal.aborted) return cancel()
    pool.dispatch({ path: url.pathname + url.search, method, headers: [...headers], body: body ?? null }, receiver)
  })
}
