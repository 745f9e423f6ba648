import type { CancelSignal } from '../clock/cancel-signal.ts'
import type { Deadline } from '../clock/deadline.ts'
import { type WaitBounds, watchBounds } from '../clock/watch-bounds.ts'
import type { OverloadBounds } from '../config/overload-bounds.ts'
import { GatewayError } from '../errors/gateway-error.ts'

/** What is going on, for people and metrics. */
export interface Load {
  readonly inFlight: number
  readonly queued: number
  readonly bufferedBytes: number
  /** Requests refused since the start. */
  readonly refused: number
}

interface Waiting {
  admit(): void
}

/** Seconds after which it is worth trying again: most rankings are done by then. */
const retryAfterS = 1

/**
 * Bounds what the process takes on at one time (promise P13): requests being worked on, requests that wait for that, and the
 * bytes of their bodies. More is refused at once, so that what was taken on is finished in time.
 */
export class Admission {
  #bounds: OverloadBounds
  readonly #queue = new Set<Waiting>()
  #inFlight = 0
  #bufferedBytes = 0
  #refused = 0

  constructor(bounds: OverloadBounds) {
    this.#bounds = bounds
  }

  /** Takes on other bounds; what is going on goes on. */
  rebound(bounds: OverloadBounds): void {
    this.#bounds = bounds
    while (this.#inFlight < bounds.maxInFlight && this.#queue.size > 0) this.#admitNext()
  }

  get load(): Load {
    return {
      inFlight: this.#inFlight,
      queued: this.#queue.size,
      bufferedBytes: this.#bufferedBytes,
      refused: this.#refused
    }
  }

  /** Whether another request would be refused, and readiness should say so. */
  get failsReadiness(): boolean {
    const { failsReadiness, maxInFlight, maxQueued } = this.#bounds
    return failsReadiness && this.#inFlight >= maxInFlight && this.#queue.size >= maxQueued
  }

  /**
   * Begins a request; whoever got in calls `leave` once.
   * @returns undefined when there is room, else a promise of room
   * @throws GatewayError `overloaded` when the queue is full
   */
  enter(deadline: Deadline, signal: CancelSignal): Promise<void> | undefined {
    if (this.#inFlight < this.#bounds.maxInFlight) {
      this.#inFlight++
      return undefined
    }
    if (this.#queue.size >= this.#bounds.maxQueued) {
      throw this.#refuse(`${this.#inFlight} requests are being worked on and ${this.#queue.size} wait`)
    }
    return this.#wait({ deadline, signal })
  }

  leave(): void {
    this.#inFlight--
    if (this.#inFlight < this.#bounds.maxInFlight && this.#queue.size > 0) this.#admitNext()
  }

  /**
   * Counts bytes of a body that are about to be held.
   * @param ownBytes what is held of the same body already
   * @returns the error when too many are held already
   */
  hold(bytes: number, ownBytes = 0): GatewayError | undefined {
    const refusal = this.refusal(bytes, ownBytes)
    if (refusal === undefined) this.#bufferedBytes += bytes
    return refusal
  }

  /** What `hold` would say, counting nothing. */
  refusal(bytes: number, ownBytes = 0): GatewayError | undefined {
    // A body alone is always taken: its own limit is another one.
    if (this.#bufferedBytes === ownBytes || this.#bufferedBytes + bytes <= this.#bounds.maxBufferedBytes)
      return undefined
    return this.#refuse(`${this.#bufferedBytes} bytes of requests are held`)
  }

  /** Counts bytes of an answer that is made already: it can't be refused, but other bodies can. */
  holdUnread(bytes: number): void {
    this.#bufferedBytes += bytes
  }

  /** The bytes of a body or an answer are held no longer. */
  letGo(bytes: number): void {
    this.#bufferedBytes -= bytes
  }

  #wait(bounds: WaitBounds): Promise<void> {
    return new Promise((resolve, reject) => {
      const waiting: Waiting = {
        admit: () => {
          endWatch()
          this.#queue.delete(waiting)
          resolve()
        }
      }
      this.#queue.add(waiting)
      const endWatch = watchBounds(bounds, (why) => {
        this.#queue.delete(waiting)
        reject(
          why === 'late'
            ? this.#refuse(`no turn came within ${bounds.deadline.budgetMs} ms`)
            : new GatewayError('client_closed', 'was cancelled while it waited for its turn')
        )
      })
    })
  }

  #admitNext(): void {
    const [next] = this.#queue
    this.#inFlight++
    next?.admit()
  }

  #refuse(why: string): GatewayError {
    this.#refused++
    return new GatewayError('overloaded', `rankgate is overloaded: ${why}; try again later`, { retryAfterS })
  }
}
