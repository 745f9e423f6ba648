import type { Dispatcher } from 'undici'
import type { Deadline } from '../clock/deadline.ts'
import { isSentWhole } from './sent-bodies.ts'
import type { UpstreamAnswer } from './upstream-call.ts'
import { classifyUpstreamError, UpstreamError } from './upstream-error.ts'

export interface Expectation {
  /** The call's own body. */
  readonly body: Buffer | undefined
  /** Most bytes of the answer's body. */
  readonly maxBytes: number
  readonly deadline: Deadline
  readonly signal: AbortSignal
  resolve(answer: UpstreamAnswer): void
  reject(error: UpstreamError): void
}

/**
 * Collects one answer whole, and breaks it off where it grows too long, comes too late or is not wanted any more. Handler of
 * the dispatch, listener of the signal and argument of the timer in one, because each object more costs every request.
 */
export class Reception implements Dispatcher.DispatchHandler {
  readonly #expected: Expectation
  readonly #timer: NodeJS.Timeout
  #controller: Dispatcher.DispatchController | undefined
  #isOver = false
  #abortedWith: UpstreamError | undefined
  #status = 0
  #headers: UpstreamAnswer['headers'] = {}
  #first: Buffer | undefined
  #more: Buffer[] | undefined
  #bytes = 0

  /** The deadline and the signal count from here on. */
  constructor(expected: Expectation) {
    this.#expected = expected
    this.#timer = setTimeout(expire, expected.deadline.remainingMs(), this)
    expected.signal.addEventListener('abort', this)
    if (expected.signal.aborted) this.handleEvent()
  }

  get isOver(): boolean {
    return this.#isOver
  }

  /** The signal has fired. */
  handleEvent(): void {
    this.abort(new UpstreamError('cancelled', 'was cancelled'))
  }

  expire(): void {
    this.abort(new UpstreamError('timeout', `did not answer within ${this.#expected.deadline.budgetMs} ms`))
  }

  /** Before and after the connection is there. */
  abort(error: UpstreamError): void {
    if (this.#isOver) return
    this.#abortedWith = error
    this.fail(error)
    this.#controller?.abort(error)
  }

  /** Whatever undici threw or said. What it says after the end is no news. */
  fail(error: unknown): void {
    if (this.#settle()) this.#expected.reject(classifyUpstreamError(error))
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.#controller = controller
    if (this.#abortedWith !== undefined) controller.abort(this.#abortedWith)
  }

  onResponseStart(
    _controller: Dispatcher.DispatchController,
    status: number,
    headers: Record<string, string | string[] | undefined>
  ): void {
    this.#status = status
    this.#headers = headers
  }

  onResponseData(_controller: Dispatcher.DispatchController, part: Buffer): void {
    const { maxBytes } = this.#expected
    this.#bytes += part.length
    if (this.#bytes > maxBytes) this.abort(new UpstreamError('oversize', `sent more than ${maxBytes} bytes`))
    else if (this.#first === undefined) this.#first = part
    else if (this.#more === undefined) this.#more = [this.#first, part]
    else this.#more.push(part)
  }

  onResponseEnd(): void {
    if (!this.#settle()) return
    const { body: sent, resolve } = this.#expected
    const body = this.#more === undefined ? (this.#first ?? Buffer.alloc(0)) : Buffer.concat(this.#more, this.#bytes)
    const isCallSent = sent === undefined || isSentWhole(sent)
    resolve({ status: this.#status, headers: this.#headers, body, isCallSent })
  }

  onResponseError(_controller: Dispatcher.DispatchController, error: Error): void {
    this.fail(error)
  }

  /** Ends timer and listening. @returns false when it was over before */
  #settle(): boolean {
    if (this.#isOver) return false
    this.#isOver = true
    clearTimeout(this.#timer)
    this.#expected.signal.removeEventListener('abort', this)
    return true
  }
}

function expire(reception: Reception): void {
  reception.expire()
}
