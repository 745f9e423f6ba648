import type { Pool } from 'undici'
import type { CancelSignal } from '../clock/cancel-signal.ts'
import type { Deadline } from '../clock/deadline.ts'
import { Exchange } from './exchange.ts'
import { UndiciPool } from './undici-pool.ts'
import type { UpstreamAnswer, UpstreamCall } from './upstream-call.ts'
import { UpstreamError } from './upstream-error.ts'

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
  send(call: UpstreamCall, deadline: Deadline, signal: CancelSignal): Promise<UpstreamAnswer>
  /** Closes the connections to all other origins, except where calls are in flight. */
  retire(originsInUse: ReadonlySet<string>): void
  /** Waits for calls in flight, then closes every connection. What is sent from now on is refused. */
  close(): Promise<void>
}

export function createUpstream(options: UpstreamOptions = defaultUpstreamOptions): Upstream {
  const pools = new Map<string, Pool>()
  let isClosed = false

  // Origins come from the configuration alone, so the map is bounded by it.
  function poolOf(origin: string): Pool {
    let pool = pools.get(origin)
    if (pool === undefined) {
      pool = new UndiciPool(origin, {
        connections: options.connectionsPerOrigin,
        pipelining: 1,
        connect: { timeout: options.connectTimeoutMs },
        // undici would take HTTP/2 where it is offered, and a body waits there where `isSentWhole` does not see it.
        allowH2: false,
        // The deadline covers headers and body; undici's own timers would be a second opinion.
        headersTimeout: 0,
        bodyTimeout: 0
      })
      pools.set(origin, pool)
    }
    return pool
  }

  return {
    send({ url, method, headers, body }, deadline, signal) {
      // A pool made now would be closed by nobody.
      if (isClosed) return Promise.reject(new UpstreamError('cancelled', 'was cancelled: closed'))
      const exchange = new Exchange(body, { deadline, signal, maxBytes: options.maxAnswerBytes() })
      // Nobody waits for the answer any more: what it would be is known.
      if (signal.aborted || deadline.remainingMs() <= 0) return exchange.answer
      const { origin, path } = destinationOf(url)
      // undici only reads the headers.
      const call = { path, method, headers: headers as string[], body: body ?? null }
      poolOf(origin).dispatch(call, exchange)
      return exchange.answer
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
      isClosed = true
      await Promise.all([...pools.values()].map((pool) => pool.close()))
      pools.clear()
    }
  }
}

/** A URL taken apart, which is the same few for all calls. */
interface Destination {
  readonly origin: string
  readonly path: string
}

const destinations = new WeakMap<URL, Destination>()

function destinationOf(url: URL): Destination {
  const known = destinations.get(url)
  if (known !== undefined) return known
  const destination = { origin: url.origin, path: url.pathname + url.search }
  destinations.set(url, destination)
  return destination
}
