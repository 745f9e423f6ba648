import type { IncomingHttpHeaders, IncomingMessage } from 'node:http'
import type { FaultName } from './fault.ts'

/** One call as the simulator saw it; it fills up while the call runs. */
export interface RecordedCall {
  readonly method: string
  /** With the query string, as it came. */
  readonly path: string
  readonly headers: IncomingHttpHeaders
  /** Empty until the body has come whole. */
  readonly rawBody: Buffer
  /** The body as JSON; undefined while it is not here, or when it is not JSON. */
  readonly body: unknown
  /** Why the body is not JSON. */
  readonly bodyProblem: string | undefined
  readonly fault: FaultName | undefined
  /** The status answered, 0 while there is none. */
  readonly status: number
  /** Whether the caller left before its answer was complete. */
  readonly aborted: boolean
  /** Milliseconds on a monotonic clock. */
  readonly startedMs: number
  readonly finishedMs: number | undefined
}

export type OpenCall = { -readonly [Key in keyof RecordedCall]: RecordedCall[Key] }

/** Counts every call; remembers the latest ones, within a number of calls and of bytes. */
export class CallLog {
  readonly #keepCalls: number
  readonly #keepBytes: number
  readonly #kept = new Set<RecordedCall>()
  readonly #open = new Set<RecordedCall>()
  readonly #waiting = new Set<{ readonly isMet: () => boolean; readonly resolve: () => void }>()
  #keptBytes = 0
  #received = 0
  #peakOpen = 0

  constructor(keepCalls: number, keepBytes: number) {
    this.#keepCalls = keepCalls
    this.#keepBytes = keepBytes
  }

  get calls(): readonly RecordedCall[] {
    return [...this.#kept]
  }

  get received(): number {
    return this.#received
  }

  get open(): number {
    return this.#open.size
  }

  get peakOpen(): number {
    return this.#peakOpen
  }

  begin({ method = '', url = '', headers }: IncomingMessage): OpenCall {
    const call: OpenCall = {
      method,
      path: url,
      headers,
      rawBody: Buffer.alloc(0),
      body: undefined,
      bodyProblem: undefined,
      fault: undefined,
      status: 0,
      aborted: false,
      startedMs: performance.now(),
      finishedMs: undefined
    }
    this.#kept.add(call)
    this.#open.add(call)
    this.#received += 1
    this.#peakOpen = Math.max(this.#peakOpen, this.#open.size)
    this.#wake()
    return call
  }

  finish(call: OpenCall): void {
    call.finishedMs = performance.now()
    this.#open.delete(call)
    if (this.#kept.has(call)) this.#keptBytes += call.rawBody.length
    this.#forget()
    this.#wake()
  }

  /** Settles when the condition holds, which is looked at whenever a call begins or ends. */
  until(isMet: () => boolean): Promise<void> {
    if (isMet()) return Promise.resolve()
    return new Promise((resolve) => this.#waiting.add({ isMet, resolve }))
  }

  /** The oldest calls go first; the latest one stays, however large it is. */
  #forget(): void {
    for (const call of this.#kept) {
      const tooManyBytes = this.#keptBytes > this.#keepBytes && this.#kept.size > 1
      if (this.#kept.size <= this.#keepCalls && !tooManyBytes) return
      this.#kept.delete(call)
      if (call.finishedMs !== undefined) this.#keptBytes -= call.rawBody.length
    }
  }

  #wake(): void {
    for (const waiter of this.#waiting) {
      if (!waiter.isMet()) continue
      this.#waiting.delete(waiter)
      waiter.resolve()
    }
  }
}
