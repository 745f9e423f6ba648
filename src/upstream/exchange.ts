import type { Dispatcher } from 'undici'
import { Alarm, type Sleeper } from '../clock/alarm.ts'
import type { CancelSignal } from '../clock/cancel-signal.ts'
import type { Deadline } from '../clock/deadline.ts'
import { isSentWhole } from './sent-bodies.ts'
import type { UpstreamAnswer } from './upstream-call.ts'
import { classifyUpstreamError, UpstreamError } from './upstream-error.ts'

export interface ExchangeBounds {
  readonly deadline: Deadline
  readonly signal: CancelSignal
  /** Most bytes of the answer's body. */
  readonly maxBytes: number
}

/**
 * One call and its answer: a dispatch handler that collects the answer whole. It breaks the call off at the deadline, when it
 * is cancelled and where the answer grows too long, before the connection is there as well as after.
 */
export class Exchange implements Dispatcher.DispatchHandler, Sleeper {
  /** Settles once. @throws UpstreamError */
  readonly answer: Promise<UpstreamAnswer>
  readonly #sent: Buffer | undefined
  readonly #bounds: ExchangeBounds
  readonly #alarm: Alarm
  readonly #onCancel = (): void => this.#breakOff(new UpstreamError('cancelled', 'was cancelled'))
  readonly #parts: Buffer[] = []
  #resolve: (answer: UpstreamAnswer) => void = () => undefined
  #reject: (error: UpstreamError) => void = () => undefined
  #controller: Dispatcher.DispatchController | undefined
  #brokenOff: UpstreamError | undefined
  #status = 0
  #headers: UpstreamAnswer['headers'] = {}
  #bytes = 0

  /** @param sent the call's body */
  constructor(sent: Buffer | undefined, bounds: ExchangeBounds) {
    this.#sent = sent
    this.#bounds = bounds
    this.answer = new Promise((resolve, reject) => {
      this.#resolve = resolve
      this.#reject = reject
    })
    const { deadline, signal } = bounds
    this.#alarm = Alarm.after(deadline.remainingMs(), this)
    if (signal.aborted) this.#onCancel()
    else signal.addEventListener('abort', this.#onCancel, { once: true })
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.#controller = controller
    if (this.#brokenOff !== undefined) controller.abort(this.#brokenOff)
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
    this.#bytes += part.length
    const { maxBytes } = this.#bounds
    if (this.#bytes > maxBytes) this.#breakOff(new UpstreamError('oversize', `sent more than ${maxBytes} bytes`))
    else this.#parts.push(part)
  }

  onResponseEnd(): void {
    const [only] = this.#parts
    const body = this.#parts.length === 1 && only !== undefined ? only : Buffer.concat(this.#parts, this.#bytes)
    const isCallSent = this.#sent === undefined || isSentWhole(this.#sent)
    this.#end()
    this.#resolve({ status: this.#status, headers: this.#headers, body, isCallSent })
  }

  onResponseError(_controller: Dispatcher.DispatchController, error: Error): void {
    this.#end()
    this.#reject(this.#brokenOff ?? classifyUpstreamError(error))
  }

  alarmRang(): void {
    const leftMs = this.#bounds.deadline.remainingMs()
    if (leftMs > 0) this.#alarm.again(Math.ceil(leftMs), this)
    else this.#breakOff(new UpstreamError('timeout', `did not answer within ${this.#bounds.deadline.budgetMs} ms`))
  }

  #breakOff(error: UpstreamError): void {
    if (this.#brokenOff !== undefined) return
    this.#brokenOff = error
    this.#end()
    this.#controller?.abort(error)
    this.#reject(error)
  }

  #end(): void {
    this.#alarm.release(this)
    this.#bounds.signal.removeEventListener('abort', this.#onCancel)
  }
}
